"""Makes Anki packages for tests: package(path, notes, ...) in each of the three generations."""
import hashlib
import json
import sqlite3
import struct
import subprocess
import tempfile
import zipfile

BASIC = dict(name='Basic', fields=['Front', 'Back'],
             templates=[('Card 1', '{{Front}}', '{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}')])
REVERSED = dict(name='Basic (and reversed card)', fields=['Front', 'Back'],
                templates=BASIC['templates'] + [('Card 2', '{{Back}}', '{{FrontSide}}\n\n<hr id=answer>\n\n{{Front}}')])
OPTIONAL = dict(name='Basic (optional reversed card)', fields=['Front', 'Back', 'Add Reverse'],
                templates=BASIC['templates'] + [('Card 2', '{{#Add Reverse}}{{Back}}{{/Add Reverse}}',
                                                 '{{FrontSide}}\n\n<hr id=answer>\n\n{{Front}}')])
TYPED = dict(name='Basic (type in the answer)', fields=['Front', 'Back'],
             templates=[('Card 1', '{{Front}}\n\n{{type:Back}}', '{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}')])
CLOZE = dict(name='Cloze', fields=['Text', 'Back Extra'], cloze=True,
             templates=[('Cloze', '{{cloze:Text}}', '{{cloze:Text}}<br>\n{{Back Extra}}')])
OCCLUSION = dict(name='Image Occlusion', fields=['Occlusion', 'Image', 'Header', 'Back Extra', 'Comments'], cloze=True,
                 templates=[('Image Occlusion',
                             '{{#Header}}<div>{{Header}}</div>{{/Header}}<div style="display: none">{{cloze:Occlusion}}</div>'
                             '<div id="image-occlusion-container">{{Image}}</div>',
                             '{{#Header}}<div>{{Header}}</div>{{/Header}}<div style="display: none">{{cloze:Occlusion}}</div>'
                             '<div id="image-occlusion-container">{{Image}}</div>'
                             '{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}')])
CSS = '.card {\n font-family: arial;\n}\n.cloze {\n font-weight: bold;\n}\n'

SCHEMA = '''
create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
create index ix_cards_nid on cards (nid);
'''
TABLES = '''
create table notetypes (id integer not null primary key, name text not null collate unicase, mtime_secs integer not null,
  usn integer not null, config blob not null);
create unique index idx_notetypes_name on notetypes (name);
create table fields (ntid integer not null, ord integer not null, name text not null collate unicase, config blob not null,
  primary key (ntid, ord)) without rowid;
create table templates (ntid integer not null, ord integer not null, name text not null collate unicase,
  mtime_secs integer not null, usn integer not null, config blob not null, primary key (ntid, ord)) without rowid;
create table decks (id integer primary key not null, name text not null collate unicase, mtime_secs integer not null,
  usn integer not null, common blob not null, kind blob not null);
create unique index idx_decks_name on decks (name);
'''


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7f | 0x80)
        number >>= 7
    return bytes(out + bytes([number]))


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def zstd(data):
    return subprocess.run(['zstd', '-q', '-c'], input=data, stdout=subprocess.PIPE, check=True).stdout


class Note:
    def __init__(self, kind, fields, deck='Default', tags='', cards=None, guid=None, **card):
        self.kind, self.fields, self.deck, self.tags, self.guid = kind, fields, deck, tags, guid
        self.cards = list(range(len(kind['templates']))) if cards is None else cards
        self.card = card


def database(notes, version, descriptions, extra_sql, wal):
    kinds, decks = [], ['Default']
    for note in notes:
        if note.kind not in kinds:
            kinds.append(note.kind)
        if note.deck not in decks:
            decks.append(note.deck)
    file = tempfile.NamedTemporaryFile()
    db = sqlite3.connect(file.name)
    db.create_collation('unicase', lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
    db.executescript(SCHEMA)
    models, deck_json = {}, {}
    for i, kind in enumerate(kinds):
        models[str(1000 + i)] = {
            'id': 1000 + i, 'name': kind['name'], 'type': int(kind.get('cloze', False)), 'mod': 1, 'usn': -1, 'sortf': 0,
            'did': None, 'css': kind.get('css', CSS), 'latexPre': '', 'latexPost': '', 'req': [[0, 'any', [0]]],
            'flds': [{'name': name, 'ord': at, 'size': 20, 'font': 'Arial', 'rtl': False, 'sticky': False}
                     for at, name in enumerate(kind['fields'])],
            'tmpls': [{'name': name, 'qfmt': q, 'afmt': a, 'ord': at, 'did': None}
                      for at, (name, q, a) in enumerate(kind['templates'])]}
    for i, deck in enumerate(decks):
        deck_json[str(i + 1)] = {'id': i + 1, 'name': deck, 'desc': descriptions.get(deck, ''), 'dyn': 0, 'conf': 1,
                                 'rate': -1.5e-3}
    if version < 15:
        db.execute('insert into col values (1, 0, 0, 0, ?, 0, 0, 0, ?, ?, ?, ?, ?)',
                   (version, '{}', json.dumps(models), json.dumps(deck_json), '{}', '{}'))
    else:
        db.execute("insert into col values (1, 0, 0, 0, ?, 0, 0, 0, '', '', '', '', '')", (version,))
        db.executescript(TABLES)
        for i, kind in enumerate(kinds):
            db.execute('insert into notetypes values (?, ?, 0, 0, ?)',
                       (1000 + i, kind['name'], field(1, int(kind.get('cloze', False))) + field(3, kind.get('css', CSS))))
            for at, name in enumerate(kind['fields']):
                db.execute('insert into fields values (?, ?, ?, ?)', (1000 + i, at, name, field(3, 'Arial')))
            for at, (name, q, a) in enumerate(kind['templates']):
                db.execute('insert into templates values (?, ?, ?, 0, 0, ?)', (1000 + i, at, name, field(1, q) + field(2, a)))
        for i, deck in enumerate(decks):
            db.execute('insert into decks values (?, ?, 0, 0, ?, ?)',
                       (i + 1, deck.replace('::', '\x1f'), b'', field(1, field(1, 1) + field(4, descriptions.get(deck, '')))))
    card = 1
    for i, note in enumerate(notes):
        csum = int(hashlib.sha1(note.fields[0].encode()).hexdigest()[:8], 16) if note.fields else 0
        guid = 'guid%d' % i if note.guid is None else note.guid
        db.execute('insert into notes values (?, ?, ?, 0, -1, ?, ?, ?, ?, 0, ?)',
                   (i + 1, guid, 1000 + kinds.index(note.kind), note.tags, '\x1f'.join(note.fields),
                    note.fields[0] if note.fields else '', csum, ''))
        for ordinal in note.cards:
            values = dict(type=0, queue=0, reps=0, odid=0, flags=0)
            values.update(note.card)
            db.execute('insert into cards values (?, ?, ?, ?, 0, -1, ?, ?, 1, 0, 0, ?, 0, 0, 0, ?, ?, ?)',
                       (card, i + 1, decks.index(note.deck) + 1, ordinal, values['type'], values['queue'], values['reps'],
                        values['odid'], values['flags'], ''))
            card += 1
    db.executescript(extra_sql)
    db.commit()
    db.close()
    data = bytearray(open(file.name, 'rb').read())
    if wal:
        data[18] = data[19] = 2
    return bytes(data)


def package(path, notes, generation=1, media=None, version=None, descriptions=None, extra_sql='', wal=False, data=None,
            media_list=None, extra_entries=()):
    """generation: 1 (collection.anki2), 2 (collection.anki21), 3 (collection.anki21b). media: names to bytes."""
    media = media or {}
    names = list(media)
    if data is None:
        data = database(notes, version or (18 if generation == 3 else 11), descriptions or {}, extra_sql, wal)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        if generation == 3:
            archive.writestr('meta', field(1, 3))
            archive.writestr('collection.anki21b', zstd(data))
        if generation == 2:
            archive.writestr('collection.anki21', data)
        if generation > 1:
            data = database([Note(BASIC, ['Please update to the latest Anki version', ''])], 11, {}, '', False)
        archive.writestr('collection.anki2', data)
        for i, name in enumerate(names):
            archive.writestr(str(i), zstd(media[name]) if generation == 3 else media[name])
        if media_list is None and generation == 3:
            media_list = zstd(b''.join(field(1, field(1, name) + field(2, len(media[name])) +
                                                field(3, hashlib.sha1(media[name]).digest())) for name in names))
        elif media_list is None:
            media_list = json.dumps({str(i): name for i, name in enumerate(names)}).encode()
        archive.writestr('media', media_list)
        for name, content in extra_entries:
            archive.writestr(name, content)


def png(width=8, height=8, shade=0):
    """A picture in one shade of grey."""
    import zlib

    def chunk(kind, content):
        return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))
    rows = b''.join(b'\0' + bytes([shade]) * width for _ in range(height))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def wav(samples=800):
    data = b'\x80' * samples
    return (b'RIFF' + struct.pack('<I', 36 + len(data)) + b'WAVEfmt ' + struct.pack('<IHHIIHH', 16, 1, 1, 8000, 8000, 1, 8) +
            b'data' + struct.pack('<I', len(data)) + data)
