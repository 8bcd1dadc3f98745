"""The tests of satchel-lsp, as TAP. Arguments are the names of those to run, if not all."""

import shutil
import sys
import traceback

import answers  # noqa: F401
import author  # noqa: F401
import cancel  # noqa: F401
import common
import diagnostics  # noqa: F401
import editors  # noqa: F401
import hostile  # noqa: F401
import ids  # noqa: F401
import keys  # noqa: F401
import lenses  # noqa: F401
import protocol  # noqa: F401
import replay  # noqa: F401



def main():
	failed = 0
	only = sys.argv[1:]
	tests = [t for t in common.TESTS if not only or t.__name__ in only]
	try:
		for number, function in enumerate(tests, 1):
			try:
				function()
				print("ok", number, "-", function.__name__.replace("_", " "), flush=True)
			except Exception:
				failed += 1
				print("not ok", number, "-", function.__name__.replace("_", " "))
				print("# " + traceback.format_exc().strip().replace("\n", "\n# "), flush=True)
		print(f"1..{len(tests)}")
	finally:
		shutil.rmtree(common.WORK, ignore_errors=True)
	sys.exit(failed > 0)


main()
