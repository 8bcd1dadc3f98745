// A DOM with only what render is documented to need, which refuses everything that could make markup of a text.

const ELEMENTS = "a abbr aside audio caption code div em figcaption figure form h2 h3 h4 img input label li ol option p section select span strong sub sup table tbody td textarea th tr track ul video";
const ATTRIBUTES = "alt aria-labelledby autocomplete class colspan controls height hidden href id inputmode kind label lang method name poster preload rel role rowspan scope src srclang start title type value width";

const SVG = "svg image rect ellipse polygon";
const SVG_ATTRIBUTES = "aria-label class cx cy fill height href lang points role rx ry viewBox width x y";

const MATH = "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover";
const MATH_ATTRIBUTES =
	"accent accentunder aria-label columnspan depth dir display displaystyle form height id lang largeop linethickness lspace mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel stretchy symmetric voffset width";

const NAMESPACES = {
	"http://www.w3.org/1998/Math/MathML": [MATH, MATH_ATTRIBUTES],
	"http://www.w3.org/2000/svg": [SVG, SVG_ATTRIBUTES],
};

const refuse = (target, name) => {
	throw new Error(`render set ${String(name)}`);
};

class FakeNode {
	constructor(tag, text, allowed = ATTRIBUTES) {
		Object.assign(this, { tag, text, allowed, attributes: {}, children: [], events: [] });
		return new Proxy(this, { set: refuse, deleteProperty: refuse });
	}

	appendChild(child) {
		if (!(child instanceof FakeNode)) throw new Error("only nodes are appended");
		this.children.push(child);
		return child;
	}

	setAttribute(name, value) {
		if (!this.allowed.split(" ").includes(name)) throw new Error(`render set the attribute ${name}`);
		if (typeof value !== "string") throw new Error(`the value of ${name} is not a string`);
		this.attributes[name] = value;
	}

	dispatchEvent({ type }) {
		this.events.push(type);
	}

	/** As HTML, in which texts are escaped. */
	get html() {
		const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
		const inner = this.children.map(({ html }) => html).join("");
		if (this.tag === undefined) return this.text === undefined ? inner : escaped(this.text);
		const attributes = Object.entries(this.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
		return `<${this.tag}${attributes}>${inner}</${this.tag}>`;
	}

	get all() {
		return [this, ...this.children.flatMap(({ all }) => all)];
	}
}

export const document = {
	createElement(tag) {
		if (!ELEMENTS.split(" ").includes(tag)) throw new Error(`render made <${tag}>`);
		return new FakeNode(tag);
	},
	createElementNS(namespace, tag) {
		const [tags, attributes] = NAMESPACES[namespace] ?? [];
		if (!tags) throw new Error(`render made an element of ${namespace}`);
		if (!tags.split(" ").includes(tag)) throw new Error(`render made <${tag}> of ${namespace}`);
		return new FakeNode(tag, undefined, attributes);
	},
	createTextNode(text) {
		if (typeof text !== "string") throw new Error("a text is not a string");
		return new FakeNode(undefined, text);
	},
	createDocumentFragment: () => new FakeNode(),
};
