"""The surnames that are frequent where Chinese characters, or Korean ones, are written."""

import re
from typing import Final

# Those of nearly all Koreans, and of two characters that most Japanese have.
KOREAN: Final = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염"
)
_JAPANESE: Final = (
    "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 山口 松本 "
    "井上 木村 斎藤 清水 山崎 池田 橋本 阿部 石川 山下 中島 前田 藤田 小川 "
    "後藤 岡田 長谷 村上 近藤 石井 斉藤 坂本 遠藤 青木 藤井 西村 福田 太田 "
    "三浦 藤原 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 "
    "上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 島田 谷口 大野 "
    "今井 丸山 河野 藤本 村田 武田 上野 杉山 増田 平野 菅原 佐野 大塚 千葉 "
    "岩崎 松井 野口 新井 "
)
JAPANESE: Final = frozenset(re.findall(r"\S+", _JAPANESE))
# Those of nine in ten Chinese, by how accounts spell them.
_SPELLINGS: Final = (
    "wang王汪 li李黎 zhang张章張 liu刘柳劉 chen陈陳 yang杨楊 huang黄黃 zhao赵趙 "
    "wu吴武吳 zhou周 xu徐许許 sun孙孫 ma马馬 zhu朱 hu胡 guo郭 he何贺賀 gao高 lin林 "
    "luo罗羅 zheng郑鄭 liang梁 xie谢謝 song宋 tang唐汤湯 han韩韓 feng冯馮 deng邓鄧 "
    "cao曹 peng彭 zeng曾 xiao肖萧蕭 tian田 dong董 yuan袁 pan潘 yu于余 jiang蒋姜江 "
    "cai蔡 du杜 ye叶葉 cheng程 su苏蘇 wei魏韦韋 lv吕呂 lu卢陆鲁盧陸 ding丁 ren任 "
    "shen沈 yao姚 cui崔 zhong钟鍾 tan谭覃譚 fan范 shi石史 liao廖 jia贾賈 xia夏 fu付 "
    "zou邹鄒 meng孟 xiong熊 qin秦 qiu邱 yin尹 xue薛 yan闫严嚴 duan段 lei雷 hou侯 "
    "long龙龍 tao陶 gu顾顧 mao毛 hao郝 gong龚龔 shao邵 wan万萬 qian钱錢 dai戴 mo莫 "
    "kong孔 xiang向"
)
SPELLING_OF: Final = {
    surname: spelled
    for spelled, surnames in re.findall(r"([a-z]+)([^a-z ]+)", _SPELLINGS)
    for surname in surnames
}
