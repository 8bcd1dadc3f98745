// The addresses of screens, after the # of the page's address.
//
//   #/                   units and lessons
//   #/LESSON             a lesson
//   #/LESSON/PART        a part of it: a section, figure, question, ...
//   #/LESSON/questions   what the player itself adds to a lesson: see SECTIONS
//   #/today  #/search?q=WORDS  #/settings
//
// A lesson named "today" has the address #/today/, and a part named "questions" #/LESSON/questions/.

export const SCREENS = ["today", "search", "settings"];
export const SECTIONS = ["objectives", "takeaways", "questions", "cards", "glossary", "sources"];

const decode = (text) => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

export function parseRoute(hash) {
	const [path, query = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
	const [first, second] = path.split("/").map(decode);
	const named = path.endsWith("/");
	if (!first) return { screen: "outline" };
	if (SCREENS.includes(first) && second === undefined) {
		return { screen: first, query: new URLSearchParams(query).get("q") ?? "" };
	}
	if (!second) return { screen: "lesson", lesson: first };
	const own = SECTIONS.includes(second) && !named;
	return { screen: "lesson", lesson: first, [own ? "section" : "part"]: second };
}

/** The address of a route; the members of `route` are those that parseRoute returns. */
export function addressOf({ screen = "lesson", lesson, part, section, query }) {
	if (screen === "outline") return "#/";
	if (screen !== "lesson") return `#/${screen}${query ? `?q=${encodeURIComponent(query)}` : ""}`;
	const below = section ?? part;
	const end = part ? SECTIONS.includes(part) : !section && SCREENS.includes(lesson);
	return `#/${lesson}${below ? `/${below}` : ""}${end ? "/" : ""}`;
}
