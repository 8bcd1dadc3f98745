// The lessons before and after a lesson, in reading order.

/** Their rows, if there are any. Reads the outline from its beginning, page by page. */
export async function neighbours(pack, id) {
	let before;
	let found = false;
	for await (const row of pack) {
		if (found) return { before, after: row };
		if (row.id === id) found = true;
		else before = row;
	}
	return found ? { before } : {};
}
