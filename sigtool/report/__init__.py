"""Values -> what people and programs read: one output format a module, nothing decided here."""
