"""All vectors: name -> (status, words of the messages, function that returns the bytes)."""

import bad_foreign, bad_headers, bad_index, bad_json, bad_lessons, bad_manifest, bad_names, bad_places  # noqa: F401
import bad_streams, bad_vocabulary  # noqa: F401
from bad import BAD
from goodpacks import GOOD

TABLE = {**{name: ("ok", [], lambda make=make: make().build()) for name, make in GOOD.items()}, **BAD}
