// Makes elements of cards and occlusions, for render.js.

import { plainText } from "./plain.js";

const WHOLE = 10000; // the width and the height of a picture, in the coordinates of shapes

/** The element of a shape of each type, in pixels: how its attributes are computed from its members, with the width or
 * the height of the picture. */
const SHAPES = {
	rectangle: { tag: "rect", across: ["x", "width"], down: ["y", "height"] },
	ellipse: { tag: "ellipse", across: ["cx", "rx"], down: ["cy", "ry"] },
	polygon: { tag: "polygon", across: [], down: [] },
};

const scaled = (number, length) => String(Math.round((number * length * 100) / WHOLE) / 100);

function shapeElement(view, shape, asked, { width, height }) {
	const { tag, across, down } = SHAPES[shape.type];
	const name = `satchel-shape satchel-${asked ? "asked" : "covered"}`;
	const attributes = { class: name, fill: asked ? "#d97706" : "#6b7280" };
	for (const name of across) attributes[name] = scaled(shape[name], width);
	for (const name of down) attributes[name] = scaled(shape[name], height);
	const corner = ([x, y]) => `${scaled(x, width)},${scaled(y, height)}`;
	if (tag === "polygon") attributes.points = shape.points.map(corner).join(" ");
	return view.offer("shape", view.svg(tag, attributes), shape);
}

/** The picture with what hides its parts, as SVG: it scales with its shapes, and needs no style sheet. */
function maskedPicture(view, card, asked) {
	const { asset, alt = "", lang, width, height, hide, shapes = [] } = card;
	// Without shapes over it, a picture would show what it must hide.
	if (!view.document.createElementNS) return view.element("p", { lang }, view.all(alt));
	const picture = view.svg("image", { width, height });
	const hidden = shapes.filter((shape) => Object.hasOwn(SHAPES, shape.type) && (hide === "all" || asked(shape)));
	const covers = hidden.map((shape) => shapeElement(view, shape, asked(shape), card));
	view.load(picture, "href", asset);
	const size = { viewBox: `0 0 ${width} ${height}`, width, height };
	const made = view.svg("svg", { class: "satchel-masked", role: "img", "aria-label": alt, lang, ...size }, [picture, ...covers]);
	return view.offer("occlusion", made, card);
}

/** The texts of the shapes that are asked for, each once. */
function labels(view, shapes, asked) {
	const texts = new Map(shapes.filter(asked).map(({ text }) => [plainText(text), text]));
	return view.answer("ul", "satchel-answers", [...texts.values()].map((text) => view.element("li", {}, view.all(text))));
}

const FACES = {
	card: (view, { front, back }) => [...view.named("front", front), ...view.namedAnswer("back", back)],
	cloze: (view, { text, blocks }) => view.named("front", { text, blocks }),
	occlusion: (view, card, number) => {
		const asked = ({ n }) => number === undefined || n === number;
		const figure = [maskedPicture(view, card, asked), ...view.caption({ credit: card.credit })];
		return [
			...view.named("front", card.front),
			view.element("figure", { class: "satchel-occlusion" }, figure),
			labels(view, card.shapes ?? [], asked),
		];
	},
};

export function cardElement(view, card, number) {
	const faces = Object.hasOwn(FACES, card.kind) ? FACES[card.kind](view, card, number) : [];
	const { id } = view.common({ id: card.id });
	const attributes = { id: id && number !== undefined ? `${id}.${number}` : id, class: `satchel-card satchel-${faces.length ? card.kind : "unknown"}` };
	return view.element("div", attributes, [...faces, ...view.namedAnswer("extra", card.extra)]);
}
