// Makes elements. Text is only ever set as text nodes, and functions only as listeners.

/** An element with properties and children. A function is a listener for the event after "on"; true is an attribute
 * without a value; false, null and undefined are left out, also among the children, which may be arrays. */
export function make(tag, properties = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (value === undefined || value === null || value === false) continue;
		if (typeof value === "function") element.addEventListener(name.slice(2), value);
		else if (/^on|^style$|^srcdoc$/i.test(name)) throw new TypeError(`${name} is not set as text`);
		else element.setAttribute(name, value === true ? "" : String(value));
	}
	return add(element, children);
}

export function add(parent, children) {
	parent.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
	return parent;
}

/** Lets the browser do what waits, so that a long task becomes several. */
export const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

/** Resolves when what is in the page has been painted: in the frame after the next one. A hidden page has no frames. */
export const painted = () =>
	new Promise((resolve) => (document.hidden ? resolve() : requestAnimationFrame(() => requestAnimationFrame(resolve))));

export const button = (words, onclick, properties = {}) => make("button", { type: "button", onclick, ...properties }, words);
