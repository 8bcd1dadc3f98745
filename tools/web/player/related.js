// Which section of a lesson to read again after a question: the one that shares the rarest words with it.

import { plainText } from "../satchel/plain.js";

const LEAST = 4; // shorter words say little

function wordsOf(node) {
	const words = plainText(node).normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return new Set(words.filter((word) => word.length >= LEAST));
}

/** The ids of sections of this lesson that a part links to. */
function linked(node, lesson) {
	if (Array.isArray(node)) return node.flatMap((one) => linked(one, lesson));
	if (typeof node !== "object" || node === null) return [];
	const own = node.type === "link" && node.to === lesson.id && node.part ? [node.part] : [];
	return [...own, ...Object.values(node).flatMap((one) => linked(one, lesson))];
}

const flat = (sections) => sections.flatMap((section) => [section, ...flat(section.sections ?? [])]);

/** The section, or undefined if none has anything to do with the question. What its explanation links to comes first. */
export function relatedSection(lesson, question) {
	const sections = flat(lesson.sections);
	const about = [question.explanation, question.options?.map(({ feedback }) => feedback)];
	const named = sections.find(({ id }) => linked(about, lesson).includes(id));
	if (named) return named;
	const key = question.options?.filter(({ correct }) => correct) ?? question.answers ?? question.steps ?? question.prompts;
	const asked = wordsOf([question.stem, question.explanation, key, question.modelAnswer]);
	const texts = sections.map((section) => wordsOf([section.title, section.blocks]));
	const weight = (word) => Math.log((sections.length + 1) / (1 + texts.filter((words) => words.has(word)).length));
	const scores = texts.map((words) => [...asked].filter((word) => words.has(word)).reduce((sum, word) => sum + weight(word), 0));
	const best = Math.max(...scores, 0);
	return best > 0 ? sections[scores.indexOf(best)] : undefined;
}
