// Addresses of the files of a pack, for the option `url` of render.js.

export function assetUrls(pack, { signal } = {}) {
	const made = new Map(); // name to promise of an address
	const url = (name) => {
		if (!made.has(name)) {
			made.set(name, pack.asset(name, { signal }).then((blob) => URL.createObjectURL(blob)));
			made.get(name).catch(() => made.delete(name));
		}
		return made.get(name);
	};
	const revoke = () => {
		for (const address of made.values()) address.then((known) => URL.revokeObjectURL(known), () => {});
		made.clear();
	};
	return { url, revoke };
}
