// SHA-256 in pieces, for files that are too long for memory: WebCrypto accepts only whole ones. For update.js.

import { joined, viewOf } from "./bytes.js";

const WORDS = 64;
const UP_TO = 312; // the 64th prime is 311
const NUMBERS = Array.from({ length: UP_TO }, (_, n) => n).slice(2);
const PRIMES = NUMBERS.filter((n) => NUMBERS.every((divisor) => divisor >= n || n % divisor));
const fraction = (n) => Math.floor((n - Math.floor(n)) * 2 ** 32);
const K = Int32Array.from(PRIMES.slice(0, WORDS), (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

export class Sha256 {
	state = START.slice();
	words = new Int32Array(WORDS);
	rest = new Uint8Array(0);
	length = 0;

	update(bytes) {
		this.length += bytes.length;
		const all = this.rest.length ? joined([this.rest, bytes]) : bytes;
		const view = viewOf(all);
		let at = 0;
		for (; at + 64 <= all.length; at += 64) this.block(view, at);
		this.rest = all.slice(at);
	}

	block(view, at) {
		const { words: w, state } = this;
		for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
		for (let i = 16; i < WORDS; i++) {
			const x = w[i - 15];
			const y = w[i - 2];
			const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
			const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
			w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
		}
		// One by one: destructuring and loops would make it three times as slow.
		let a = state[0],
			b = state[1],
			c = state[2],
			d = state[3];
		let e = state[4],
			f = state[5],
			g = state[6],
			h = state[7];
		for (let i = 0; i < WORDS; i++) {
			const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
			const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
			const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
			const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			h = g;
			g = f;
			f = e;
			e = (d + one) | 0;
			d = c;
			c = b;
			b = a;
			a = (one + two) | 0;
		}
		state[0] += a;
		state[1] += b;
		state[2] += c;
		state[3] += d;
		state[4] += e;
		state[5] += f;
		state[6] += g;
		state[7] += h;
	}

	digest() {
		const { length } = this;
		const padding = new Uint8Array(((119 - (length % 64)) % 64) + 9);
		padding[0] = 128;
		viewOf(padding).setBigUint64(padding.length - 8, BigInt(length) * 8n);
		this.update(padding);
		return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
	}
}
