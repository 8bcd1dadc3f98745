// Signatures of manifests and of latest.json. They are minisign's: Ed25519 over the file, and once more over that
// signature and its comment.

import { ascii, equal, subtle } from "./bytes.js";
import { SatchelError, untrusted } from "./errors.js";

/** The longest trusted comment, in bytes. */
const COMMENT_MOST = 1024;

function fromBase64(text, length) {
	try {
		const binary = atob(text);
		// A signature has one form only: that of btoa.
		if (binary.length !== length || btoa(binary) !== text) return undefined;
		return Uint8Array.from(binary, (c) => c.charCodeAt(0));
	} catch {
		return undefined;
	}
}

const linesOf = (text) => text.split("\n").map((line) => line.replace(/\r$/, ""));

/** A public key: the text of its file, or its second line. */
function parseKey(text) {
	const lines = linesOf(String(text));
	if (lines[0].startsWith("untrusted comment: ")) lines.shift();
	const bytes = fromBase64(lines.shift() ?? "", 42);
	const formed = bytes?.[0] === 0x45 && bytes[1] === 0x64 && !lines.some((line) => line);
	if (!formed) throw new TypeError("a key is the text of a minisign .pub file");
	return { id: bytes.subarray(2, 10), bytes: bytes.subarray(10) };
}

function parseSignature(bytes, what) {
	const malformed = () => untrusted(`the signature of ${what} is not in the format of minisign`);
	// One character per byte: comments need not be UTF-8.
	const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
	const lines = linesOf(text);
	const [signature, global] = [fromBase64(lines[1] ?? "", 74), fromBase64(lines[3] ?? "", 64)];
	const comment = lines[2]?.startsWith("trusted comment: ") ? lines[2].slice(17) : undefined;
	const formed = lines[0].startsWith("untrusted comment: ") && signature && global && comment !== undefined;
	if (!formed || lines.slice(4).some((line) => line) || signature[0] !== 0x45) throw malformed();
	if (comment.includes("\0")) throw malformed();
	if (comment.length > COMMENT_MOST) throw untrusted(`the signature of ${what} has a comment that is too long`);
	// "ED" signs the BLAKE2b of the message, which WebCrypto does not have.
	if (signature[1] === 0x44) throw untrusted(`${what} is signed in a way that browsers can't check`);
	if (signature[1] !== 0x64) throw malformed();
	return { id: signature.subarray(2, 10), signature: signature.slice(10), global, comment };
}

async function madeBy(key, signature, message) {
	const crypto = await subtle();
	let imported;
	try {
		imported = await crypto.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
	} catch (cause) {
		throw new SatchelError("unsupported", "signatures (Ed25519) can't be checked here", { cause });
	}
	const comment = ascii(signature.comment);
	const both = new Uint8Array(64 + comment.length);
	both.set(signature.signature);
	both.set(comment, 64);
	const checks = [crypto.verify("Ed25519", imported, signature.signature, message)];
	checks.push(crypto.verify("Ed25519", imported, signature.global, both));
	return (await Promise.all(checks)).every(Boolean);
}

/** The signed comment, if one of the keys signed the message. */
export async function checkSignature(message, bytes, keys, what = "the pack") {
	const trusted = keys.map(parseKey);
	if (!bytes) throw untrusted(`${what} is not signed`);
	const signature = parseSignature(bytes, what);
	const named = trusted.filter((key) => equal(key.id, signature.id));
	if (named.length === 0) throw untrusted(`${what} is signed with a key that is not trusted here`);
	for (const key of named) if (await madeBy(key, signature, message)) return signature.comment;
	throw untrusted(`the signature is wrong: the key that it names did not sign ${what}`);
}
