"""Random lessons of nested sections and figures, and random changes of what is where."""

import collections
import re


class Node:
    def __init__(self, id_, children=None):
        self.id, self.words = id_, "Words of " + id_
        self.children = children  # None: a figure


def make(random):
    numbers = iter(range(1000))

    def node(depth):
        id_ = "i%d" % next(numbers)
        if depth < 3 and random.randrange(2):
            return Node(id_, [node(depth + 1) for _ in range(random.randrange(1, 4))])
        return Node(id_)

    return Node("root", [Node("s%d" % i, [node(1) for _ in range(random.randrange(1, 4))])
                         for i in range(random.randrange(2, 5))])


def copy(node):
    twin = Node(node.id, node.children and [copy(child) for child in node.children])
    twin.words = node.words
    twin.children = twin.children if node.children is None or twin.children else []
    return twin


def write(node, depth=0):
    space = "  " * depth
    if node.children is None:
        return '%s<figure id="%s">\n%s  <caption>%s</caption>\n%s</figure>\n' % (space, node.id, space, node.words, space)
    inside = "".join(write(child, depth + 1) for child in node.children)
    if depth == 0:
        return "<lesson>\n%s</lesson>\n" % inside
    return '%s<section id="%s">\n%s  <title>%s</title>\n%s%s</section>\n' % (
        space, node.id, space, node.words, inside, space)


def pairs(node):
    """Each node below with its parent."""
    for child in node.children or ():
        yield child, node
        yield from pairs(child)


def change(random, root, side):
    """Changes words, and moves, removes, adds, wraps and unwraps."""
    root = copy(root)
    for i in range(random.randrange(1, 6)):
        node, parent = random.choice(list(pairs(root)))
        at = parent.children.index(node)
        below = [node] + [child for child, _ in pairs(node)]
        homes = [home for home, _ in pairs(root) if home.children is not None and home not in below]
        kind = random.choice(("words", "move", "move", "move", "remove", "add", "wrap", "unwrap"))
        if kind == "words":
            node.words += " by " + side
        elif kind == "move" and homes:
            parent.children.remove(node)
            home = random.choice(homes)
            home.children.insert(random.randrange(len(home.children) + 1), node)
        elif kind == "remove" and len(parent.children) > 1:
            parent.children.remove(node)
        elif kind == "add" and parent is not root:
            parent.children.insert(at, Node("%s%d" % (side, i)))
        elif kind == "wrap":
            parent.children[at] = Node("%s%d" % (side, i), [node])
        elif kind == "unwrap" and node.children and parent is not root:
            parent.children[at:at + 1] = node.children
    return root


def ids(text):
    return collections.Counter(re.findall(r'<(?:section|figure) id="(\w+)"', text))


def problems(base, ours, theirs, kept_ours, kept_theirs, clean):
    """What is wrong with a merge, given what remains of it if either side is kept in its conflicts."""
    base, ours, theirs = ids(base), ids(ours), ids(theirs)
    for name, kept, side, other in (("ours", ids(kept_ours), ours, theirs), ("theirs", ids(kept_theirs), theirs, ours)):
        for id_, count in kept.items():
            if count > 1:
                yield "%s is there %d times in %s" % (id_, count, name)
        for id_ in side:
            if not kept[id_] and (id_ in other or id_ not in base):
                yield "%s is lost in %s" % (id_, name)
    for id_ in base:
        if clean and ids(kept_ours)[id_] and not (ours[id_] and theirs[id_]):
            yield "%s was removed" % id_
