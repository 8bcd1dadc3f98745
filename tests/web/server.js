// A loopback server that supports ranges, logs its requests, and misbehaves on demand.

import { createServer } from "node:http";

/** Answers correctly. */
export function ranges({ request, bytes, send }) {
	const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
	if (start === undefined) return send(200, {}, bytes);
	if (Number(start) >= bytes.length) return send(416, { "Content-Range": `bytes */${bytes.length}` });
	const body = bytes.subarray(Number(start), Number(end) + 1);
	const range = `bytes ${start}-${Number(start) + body.length - 1}/${bytes.length}`;
	return send(206, { "Content-Range": range, ETag: '"one"' }, body);
}

/** Answers like `ranges`, with several ranges in one answer. `around` may change its headers and the text around
 * parts. */
export const parts =
	(around = {}) =>
	(asked) => {
		const list = asked.request.headers.range?.slice(6).split(",") ?? [];
		if (list.length < 2) return ranges(asked);
		const { head = (text) => text, body = (bytes) => bytes, type = "multipart/byteranges; boundary=a-b_1" } = around;
		const chunks = list.flatMap((range, i) => {
			const [start, end] = range.split("-").map(Number);
			const headers = `Content-Type: x/y\r\nContent-Range: bytes ${start}-${end}/${asked.bytes.length}\r\n\r\n`;
			return [`\r\n--a-b_1\r\n${head(headers, i)}`, asked.bytes.subarray(start, end + 1)];
		});
		const all = Buffer.concat([...chunks, "\r\n--a-b_1--\r\n"].map((chunk) => Buffer.from(chunk)));
		return asked.send(206, { "Content-Type": type, ETag: '"one"', ...around.headers }, body(all));
	};

/** Answers like `ranges`, with changed headers; null removes one. */
export const withHeaders = (changed) => (asked) =>
	ranges({
		...asked,
		send: (status, headers, body) => {
			const all = Object.entries({ ...headers, ...changed }).filter(([, value]) => value !== null);
			asked.send(status, Object.fromEntries(all), body);
		},
	});

/** Serves the bytes at `url` until the test `t` ends. `log` has the length of each answer's body; `server.answer`
 * answers, and a test may replace it at any time. */
export async function serve(t, bytes, answer = ranges) {
	const log = [];
	const server = createServer((request, response) => {
		const number = log.push(0) - 1;
		const send = (status, headers = {}, body = Buffer.alloc(0)) => {
			log[number] = body.length;
			response.writeHead(status, headers);
			response.end(body);
		};
		state.answer({ request, response, bytes, send, number });
	});
	const state = { log, answer };
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	state.url = `http://127.0.0.1:${server.address().port}/pack.satchel`;
	t.after(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return state;
}
