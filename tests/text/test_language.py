"""Which language a document is in."""

import pytest

from sigtool.text.language import of_paths, without_language


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["README.md", "README_zh.md"], [None, "zh"]),
        (["zh/README.md", "en/README.md"], ["zh", "en"]),
        (["docs/zh-cn/sigs.md", "docs/en-us/sigs.md"], ["zh", "en-us"]),
        (["README.md", "zh/README.md"], [None, "zh"]),
        (["docs/sigs/index.md", "docs/zh_Hans/sigs/index.md"], [None, "zh"]),
        (["docs\\English\\a.md", "docs\\Chinese\\a.md"], ["en", "zh"]),
        # A folder tells a language only where it is all that tells two paths apart.
        (["it/README.md"], [None]),
        (["hr/README.md", "it/README.md"], [None, None]),
        (["zh/README.md", "en/SIGS.md"], [None, None]),
        (["el-salvador/README.md", "README.md"], [None, None]),
        (["README_en.md", "zh/README_en.md"], ["en", "en"]),
    ],
)
def test_a_language_by_the_name_of_a_file_or_of_a_folder(
    paths: list[str], expected: list[str | None]
) -> None:
    assert of_paths(paths) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/README_en.md", "docs/README.md"),
        ("zh/sigs/data/README.md", "sigs/data/README.md"),
        ("docs/zh-cn/sigs/data", "docs/sigs/data"),
        ("zh/sigs/data_zh.md", "sigs/data.md"),
        ("it/sigs/data.md", "it/sigs/data.md"),
        ("sigs/zh", "sigs/zh"),
    ],
)
def test_a_path_whatever_its_language(path: str, expected: str) -> None:
    assert without_language(path, ["zh", "en-us"]) == expected
