// Runs satchel-preview, and writes lessons for it.

import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";

export const program = resolve(process.env.BUILD ?? "build", "bin/satchel-preview");

/** A small lesson; without a `key`, it has an error. */
export const lesson = (id, { text = "It has four chambers.", key = ' correct="true"', first = "" } = {}) => `<?xml version="1.0" encoding="UTF-8"?>
<lesson xmlns="urn:satchel:lesson:1" id="${id}" xml:lang="en-GB" reviewed="2026-11-20">
  <title>The ${id}</title>
  <summary>What there is to know about it.</summary>
  ${first}
  <section id="one"><title>First</title>${"<p>Something to scroll past.</p>".repeat(40)}</section>
  <section id="two"><title>Second</title><p>${text}</p></section>
  <questions>
    <question id="q-${id}">
      <stem>How many chambers does the ${id} have?</stem>
      <option${key}>Four<feedback>Two atria, two ventricles.</feedback></option>
      <option>Five<feedback>One too many.</feedback></option>
      <explanation>Count them.</explanation>
    </question>
  </questions>
</lesson>
`;

const servers = [];
// A server that a failed test left would keep Node from ending.
after(() => servers.forEach((server) => server.kill("SIGKILL")));

/** Starts the program, and waits for its address. */
export async function serve(...args) {
	const child = spawn(program, ["-q", "--serve", "--port", "0", ...args], { stdio: ["ignore", "pipe", "inherit"] });
	servers.push(child);
	const lines = createInterface({ input: child.stdout });
	const address = await new Promise((done) => lines.once("line", done));
	const url = address.replace(/#.*/, "");
	return { child, url, port: Number(new URL(url).port) };
}

export const run = (...args) => spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });

/** The exit code. */
export const ended = (child) => new Promise((done) => (child.exitCode === null ? child.once("exit", done) : done(child.exitCode)));

/** Waits until `look` returns something true, which it returns. Gives up after half a minute. */
export async function until(look) {
	for (const end = Date.now() + 30000; ; await new Promise((done) => setTimeout(done, 50))) {
		const seen = await look();
		if (seen || Date.now() > end) return seen;
	}
}
