CREATE TABLE texts (page INTEGER PRIMARY KEY REFERENCES pages(id), zstd BLOB NOT NULL);
CREATE UNIQUE INDEX pages_by_content ON pages(text_sha256, ifnull(url, ''), ifnull(given_id, ''));
CREATE INDEX pages_by_url ON pages(url) WHERE url IS NOT NULL;
CREATE INDEX pages_by_source ON pages(source) WHERE url IS NULL AND source IS NOT NULL;
CREATE INDEX pages_by_day ON pages(published);
CREATE INDEX page_candidates_by_page ON page_candidates(page);
CREATE UNIQUE INDEX known_by_key ON known(key);
CREATE INDEX known_by_fold ON known(fold, type);
CREATE INDEX stories_by_page ON stories(page);
CREATE INDEX blocks_by_page ON blocks(page);
CREATE INDEX entities_by_page ON entities(page);
CREATE INDEX entities_by_known ON entities(known);
CREATE INDEX mentions_by_entity ON mentions(entity);
CREATE INDEX times_by_page ON times(page);
CREATE INDEX figures_by_page ON figures(page);
CREATE INDEX figures_by_day ON figures(day);
CREATE INDEX figures_by_place ON figures(place, day) WHERE place IS NOT NULL;
CREATE INDEX statements_by_page ON statements(page);
CREATE INDEX statements_by_speaker ON statements(speaker, day);
CREATE INDEX statements_by_day ON statements(day);
CREATE INDEX statement_contents_by_statement ON statement_contents(statement);
CREATE INDEX statement_keys_by_key ON statement_keys(key, statement);
CREATE INDEX statement_keys_by_statement ON statement_keys(statement, key);
CREATE INDEX statement_about_by_statement ON statement_about(statement);
CREATE INDEX statement_about_by_known ON statement_about(known, day, statement);
CREATE INDEX events_by_page ON events(page);
CREATE INDEX events_by_day ON events(day);
CREATE INDEX event_actors_by_event ON event_actors(event);
CREATE INDEX event_actors_by_known ON event_actors(known, role, event);
CREATE INDEX event_mentions_by_event ON event_mentions(event);
CREATE INDEX measures_by_page ON measures(page);
CREATE INDEX measure_sides_by_measure ON measure_sides(measure);
CREATE INDEX measure_sides_by_known ON measure_sides(known, side, measure);
CREATE INDEX disputes_by_page ON disputes(page);
CREATE INDEX roles_by_entity ON roles(entity);
CREATE INDEX notes_by_page ON notes(page);

-- What pages are grouped by: kept so that a new page is compared with those it may belong to, and no others again.
CREATE TABLE page_sketches (
  page INTEGER PRIMARY KEY REFERENCES pages(id), day INTEGER, n_shingles INTEGER NOT NULL, whole INTEGER, vector BLOB NOT NULL
);
CREATE INDEX page_sketches_by_day ON page_sketches(day);
CREATE TABLE shingle_pages (shingle INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (shingle, page)) WITHOUT ROWID;
CREATE TABLE page_pairs (
  a INTEGER NOT NULL, b INTEGER NOT NULL, n_shared INTEGER NOT NULL, opens_b INTEGER NOT NULL, opens_a INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX page_pairs_by_b ON page_pairs(b);
CREATE TABLE page_alike (
  a INTEGER NOT NULL, b INTEGER NOT NULL, similarity REAL NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX page_alike_by_b ON page_alike(b);
CREATE INDEX groups_by_story ON groups(story_cluster);

-- How often an entity comes up in a month: kept as rows, since counting ten million takes seconds.
CREATE TABLE entity_months (
  known INTEGER NOT NULL REFERENCES known(id), month TEXT NOT NULL,
  pages INTEGER NOT NULL, statements INTEGER NOT NULL, events INTEGER NOT NULL,
  PRIMARY KEY (known, month)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE statements_fts USING fts5(
  content_text, source_text, content = 'statements', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE pages_fts USING fts5(
  text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE known_fts USING fts5(
  name, content = 'known', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- Where a page's words come from: the agency that it, or the page that it copies, credits; else the page copied; else itself.
CREATE VIEW v_origins AS
SELECT p.id AS page, coalesce(
  (SELECT 'wire:' || upper(s.agency) FROM stories s
   WHERE s.page IN (p.id, g.near_duplicate_of) AND s.kind = 'main' AND s.agency IS NOT NULL ORDER BY s.page LIMIT 1),
  'page:' || coalesce(g.near_duplicate_of, p.id)) AS origin
FROM pages p LEFT JOIN groups g ON g.id = p.id; -- The id of a page's group is the page's own.

-- Whom a name without a country means: the one bearer whose country other pages know, if there is just one.
CREATE VIEW v_known AS
SELECT k.id, k.name, k.type, k.country, k.wikidata, k.fold, coalesce(
  CASE WHEN k.country IS NULL AND k.wikidata IS NULL AND k.type IN ('person', 'organization') THEN
    (SELECT CASE WHEN count(*) = 1 THEN min(o.id) END FROM known o
     WHERE o.fold = k.fold AND o.type = k.type AND o.id <> k.id)
  END, k.id) AS same_as
FROM known k;

-- What became of measures: a later page has one of the same kind, by and on the same, that has come further.
CREATE VIEW v_measure_outcomes AS
WITH steps(status, step) AS (VALUES
  ('considered', 1), ('drafted', 2), ('threatened', 3), ('promised', 3), ('agreed', 4), ('imposed', 5), ('lifted', 6))
SELECT DISTINCT m.id AS measure, m.status AS was, m.action, o.id AS outcome, o.status, o.day, o.page, o.action AS outcome_action
FROM measures m JOIN steps ms ON ms.status = m.status JOIN pages mp ON mp.id = m.page AND mp.superseded IS NULL
JOIN measure_sides mb ON mb.measure = m.id AND mb.side = 'by' AND mb.known IS NOT NULL
JOIN measure_sides ob ON ob.known = mb.known AND ob.side = 'by' AND ob.measure <> m.id
JOIN measures o ON o.id = ob.measure AND o.kind = m.kind AND o.page <> m.page
JOIN pages op ON op.id = o.page AND op.superseded IS NULL LEFT JOIN steps os ON os.status = o.status
WHERE (o.status = 'refused' AND ms.step < 5 OR os.step > max(3, ms.step))
AND op.published >= mp.published AND julianday(op.published) - julianday(mp.published) <= 400
AND (EXISTS (SELECT 1 FROM measure_sides a JOIN measure_sides b ON b.known = a.known AND b.side = 'on'
             WHERE a.measure = m.id AND a.side = 'on' AND b.measure = o.id)
     OR m.action = o.action COLLATE NOCASE
        AND NOT EXISTS (SELECT 1 FROM measure_sides a WHERE a.measure IN (m.id, o.id) AND a.side = 'on'));

-- For people: names and days spelled out.
CREATE VIEW v_statements AS
SELECT s.id, s.day, ifnull(k.name, s.source_text) AS speaker, s.source_text AS source, s.source_kind, s.act, s.mode,
       s.cue_text AS cue, s.content_text AS content, p.published, p.site, p.url, p.source AS file, p.id AS page
FROM statements s JOIN pages p ON p.id = s.page LEFT JOIN known k ON k.id = s.speaker;

CREATE VIEW v_events AS
SELECT e.id, e.day, e.type, e.plover, e.status,
       (SELECT group_concat(ifnull(k.name, a.text), ', ') FROM event_actors a LEFT JOIN known k ON k.id = a.known
        WHERE a.event = e.id AND a.role = 'actor') AS actors,
       e.text AS words,
       (SELECT group_concat(ifnull(k.name, a.text), ', ') FROM event_actors a LEFT JOIN known k ON k.id = a.known
        WHERE a.event = e.id AND a.role = 'recipient') AS recipients,
       e.place_text AS place, e.condition, e.confidence, p.published, p.site, p.url, p.source AS file, p.id AS page
FROM events e JOIN pages p ON p.id = e.page;

CREATE VIEW v_figures AS
SELECT f.id, f.day, f.text, f.value, f.upper, f.unit, f."of", k.name AS place, f.kind, f.bound, f.change, f.record,
       p.published, p.site, p.url, p.source AS file, p.id AS page
FROM figures f JOIN pages p ON p.id = f.page LEFT JOIN known k ON k.id = f.place;

CREATE VIEW v_measures AS
SELECT m.id, m.day, m.kind, m.status,
       (SELECT group_concat(k.name, ', ') FROM measure_sides x JOIN known k ON k.id = x.known
        WHERE x.measure = m.id AND x.side = 'by') AS "by",
       m.action,
       (SELECT group_concat(k.name, ', ') FROM measure_sides x JOIN known k ON k.id = x.known
        WHERE x.measure = m.id AND x.side = 'on') AS "on",
       m.condition, t.value AS deadline, p.published, p.site, p.url, p.source AS file, p.id AS page
FROM measures m JOIN pages p ON p.id = m.page LEFT JOIN times t ON t.id = m.deadline;

CREATE VIEW v_disputes AS
SELECT d.id, c.speaker AS claimed_by, c.content AS claim, n.speaker AS denied_by, n.content AS denial,
       n.day, n.published, n.site, n.url, n.file, d.page
FROM disputes d JOIN v_statements c ON c.id = d.claim JOIN v_statements n ON n.id = d.denial;
