CREATE TABLE texts (page INTEGER PRIMARY KEY REFERENCES pages(id), zstd BLOB NOT NULL);
CREATE UNIQUE INDEX pages_by_content ON pages(text_sha256, ifnull(url, ''), ifnull(given_id, ''));
CREATE INDEX pages_by_url ON pages(url) WHERE url IS NOT NULL;
CREATE INDEX pages_by_source ON pages(source) WHERE url IS NULL AND source IS NOT NULL;
CREATE INDEX pages_by_day ON pages(published);
CREATE INDEX page_candidates_by_page ON page_candidates(page);
CREATE UNIQUE INDEX known_by_key ON known(key);
CREATE INDEX stories_by_page ON stories(page);
CREATE INDEX blocks_by_page ON blocks(page);
CREATE INDEX entities_by_page ON entities(page);
CREATE INDEX entities_by_known ON entities(known);
CREATE INDEX mentions_by_entity ON mentions(entity);
CREATE INDEX times_by_page ON times(page);
CREATE INDEX figures_by_page ON figures(page);
CREATE INDEX figures_by_day ON figures(day);
CREATE INDEX statements_by_page ON statements(page);
CREATE INDEX statements_by_speaker ON statements(speaker, day);
CREATE INDEX statements_by_day ON statements(day);
CREATE INDEX statement_contents_by_statement ON statement_contents(statement);
CREATE INDEX statement_about_by_known ON statement_about(known, statement);
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

-- Which pages are copies of one another, and which tell the same story.
CREATE TABLE page_groups (
  page INTEGER PRIMARY KEY REFERENCES pages(id), near_duplicate_of INTEGER REFERENCES pages(id), story_cluster INTEGER
);

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
SELECT f.id, f.day, f.text, f.value, f.upper, f.unit, f."of", f.kind, f.bound, f.change, f.record,
       p.published, p.site, p.url, p.source AS file, p.id AS page
FROM figures f JOIN pages p ON p.id = f.page;

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
