// The errors that callers get, and the checks that throw them.

export class SatchelError extends Error {
	constructor(code, message, options) {
		super(message, options);
		this.name = "SatchelError";
		this.code = code;
	}
}

export const damaged = (message) => new SatchelError("damaged", message);
export const unreadable = (message, cause) => new SatchelError("unreadable", message, { cause });
export const untrusted = (message) => new SatchelError("untrusted", message);
/** A text of a pack, shortened for a message. */
export const printable = (text) => text.slice(0, 100).replace(/[\p{C}\p{Z}]/gu, "?");

export function check(condition, message) {
	if (!condition) throw damaged(message);
}
