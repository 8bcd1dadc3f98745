// Runs tests one after another and prints TAP. node:test, which also knows to which test each promise belongs, takes a
// third more time in all.

const tests = [];
const hooks = { before: [], after: [] };

export default function test(name, ...rest) {
	const run = rest.pop();
	tests.push({ name, run, skip: rest[0]?.skip });
}

export const before = (hook) => hooks.before.push(hook);
export const after = (hook) => hooks.after.push(hook);

const comment = (text) => console.log(text.replace(/^/gm, "# "));

/** Returns whether the test passed. */
async function passes({ run, skip }) {
	const ends = [];
	let passed = true;
	try {
		if (!skip) await run({ after: (end) => ends.push(end), diagnostic: comment });
	} catch (error) {
		comment(String(error?.stack ?? error));
		passed = false;
	}
	for (const end of ends) await end();
	return passed;
}

async function main() {
	let failed = 0;
	for (const hook of hooks.before) await hook();
	for (const [i, one] of tests.entries()) {
		const passed = await passes(one);
		failed += !passed;
		console.log(`${passed ? "ok" : "not ok"} ${i + 1} - ${one.name}`);
	}
	for (const hook of hooks.after) await hook();
	console.log(`1..${tests.length}`);
	process.exitCode = failed > 0 ? 1 : 0;
}

process.exitCode = 1; // until all tests have run: a promise that is never settled ends the process
setImmediate(main);
