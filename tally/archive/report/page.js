
"use strict";
// The report of an archive: the tables that stand in this file as data, shown in one of two languages. A datum reaches
// the page as a text node alone, never as markup. Figures are whole numbers; a share is two of them.

const holder = document.getElementById("data");
const DATA = JSON.parse(holder.textContent);
holder.remove();
const LANGS = ["vi", "en"];
const PAGE = 200, MOST_BARS = 40, MANY = 20000, PAUSE = 300;
let lang = Math.max(0, LANGS.indexOf(document.documentElement.lang));

const say = (key, values = {}) =>
  DATA.words[key][lang].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
function term(cell) {
  const said = typeof cell === "number" ? DATA.terms[cell] : cell;
  return typeof said === "string" ? said : said[lang];
}
const grouped = (number) => String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, lang ? "," : ".");
const whole = (number) => (number < 0 ? "−" : "") + grouped(number);
const signed = (number) => (number > 0 ? "+" : "") + whole(number);
const hundredths = (part, of) => (of ? Math.floor((20000 * part + of) / (2 * of)) : 0);
const decimals = (number) => grouped(Math.floor(Math.abs(number) / 100)) + (lang ? "." : ",") + String(Math.abs(number) % 100).padStart(2, "0");
const percent = (part, of) => decimals(hundredths(part, of)) + "\u00a0%";
const day = (text) => text.split("-").reverse().join("/");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
const collator = new Intl.Collator("vi", { numeric: true });

/** An element with attributes that stand in this script, and texts or elements in it. */
function make(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null) made.setAttribute(name, value);
  }
  made.append(...inside);
  return made;
}
function draw(tag, given = {}, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

// ---- cells -------------------------------------------------------------------------------------------------------
const FIGURES = ["number", "change", "percent", "points", "day"];
const unitName = (place) => `${DATA.units[place][0]} ${DATA.units[place][1]}`;

/** What is said in a cell, in one or two lines. */
function lines(kind, cell) {
  if (cell === null) return ["–"];
  switch (kind) {
    case "unit": return [DATA.units[cell][0], DATA.units[cell][1]];
    case "number": return [whole(cell)];
    case "change": return [signed(cell)];
    case "percent": return [percent(...cell), `${whole(cell[0])}/${whole(cell[1])}`];
    case "points": return [(cell > 0 ? "+" : cell < 0 ? "−" : "") + decimals(cell)];
    case "day": return [day(cell)];
    default: return [term(cell)];
  }
}

/** How two cells of a column stand to each other. */
function compare(kind, one, other) {
  if (kind === "percent") return one[0] * (other[1] || 1) - other[0] * (one[1] || 1) || one[1] - other[1];
  if (kind === "day") return one < other ? -1 : one > other ? 1 : 0;
  if (kind === "text" || kind === "word") return collator.compare(term(one), term(other));
  return one - other;
}

/** What can be looked for in a row, cell by cell, without marks and capitals. A level is chosen: every unit of it has its words. */
function sought(table, row) {
  return table.columns.flatMap(({ key, kind }, at) => {
    if (FIGURES.includes(kind) || key === "level") return [];
    if (kind !== "unit") return lines(kind, row[at]);
    const [, , , superior, cluster] = DATA.units[row[at]];
    return [unitName(row[at]), superior ?? "", cluster ?? ""];
  }).map(fold);
}

// ---- tables ------------------------------------------------------------------------------------------------------
const asked = new Map(DATA.tables.map((table) => [table.key, { sort: null, down: false, page: 0, text: "", level: "", cluster: "", state: "" }]));
const OF_UNITS = [["level", 2], ["cluster", 4], ["state", 5]];

const isWhole = (table, row) => !table.ofUnits && row[0] === DATA.total;

/** The rows that fit what is asked for, in the order asked for; what the whole comes to is always first. */
function fitting(table) {
  const { sort, down, text, ...rest } = asked.get(table.key);
  const words = fold(text).split(/\s+/).filter(Boolean);
  const wanted = table.ofUnits ? OF_UNITS.filter(([name]) => rest[name] !== "").map(([name, at]) => [at, JSON.parse(rest[name])]) : [];
  const found = table.rows.filter((row) => {
    if (!wanted.every(([at, value]) => DATA.units[row[0]][at] === value)) return false;
    return !words.length || sought(table, row).some((cell) => words.every((word) => cell.includes(word)));
  });
  if (sort === null) return found;
  const { kind } = table.columns[sort];
  return found.sort((one, other) => {
    if (isWhole(table, one) !== isWhole(table, other)) return isWhole(table, one) ? -1 : 1;
    if (one[sort] === null || other[sort] === null) return (one[sort] === null) - (other[sort] === null);
    return (down ? -1 : 1) * compare(kind, one[sort], other[sort]);
  });
}

function section(table) {
  const parts = { body: make("tbody"), heads: [], count: make("p", { role: "status", class: "soft" }) };
  const title = table.title[lang];
  const made = make("section", { id: table.key, "aria-label": title }, make("h2", {}, title), make("p", { class: "soft" }, table.note[lang]));
  if (!table.rows.length) {
    made.append(make("p", {}, say("none")));
    made.classList.add("empty");
    return made;
  }
  const wish = asked.get(table.key);
  const again = () => { wish.page = 0; fill(table, parts); };
  const turn = (by) => () => { wish.page += by; fill(table, parts, true); };
  parts.back = make("button", { type: "button", click: turn(-1) }, say("previous"));
  parts.on = make("button", { type: "button", click: turn(1) }, say("next"));
  const controls = make("div", { class: "controls" }, filterBox(table, wish, again), ...choices(table, wish, again), parts.back, parts.on);
  const head = make("tr", {}, ...table.columns.map((column, at) => {
    const arrow = make("span", { class: "arrow", "aria-hidden": "true" });
    const order = () => {
      wish.down = wish.sort === at && !wish.down;
      wish.sort = at;
      again();
    };
    const cell = make("th", { scope: "col", class: FIGURES.includes(column.kind) ? "figure" : null },
      make("button", { type: "button", click: order }, column.heading[lang], "\u00a0", arrow),
      make("span", { class: "printed", "aria-hidden": "true" }, column.heading[lang]));
    parts.heads.push([cell, arrow]);
    return cell;
  }));
  const shown = make("table", {}, make("caption", {}, title), make("thead", {}, head), parts.body);
  made.append(controls, parts.count, make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, shown),
    make("p", { class: "back" }, make("a", { href: "#head" }, say("top"))));
  fill(table, parts);
  return made;
}

/** Where what is looked for is typed; many rows are gone through once the typing pauses. */
function filterBox(table, wish, again) {
  let waiting;
  const typed = () => {
    wish.text = box.value;
    clearTimeout(waiting);
    if (table.rows.length > MANY) waiting = setTimeout(again, PAUSE); else again();
  };
  const box = make("input", { type: "search", autocomplete: "off", spellcheck: "false", input: typed });
  box.value = wish.text;
  return make("label", {}, say("filter"), box);
}

/** Choices by what a unit is, where there is more than one. */
function choices(table, wish, again) {
  if (!table.ofUnits) return [];
  return OF_UNITS.flatMap(([name, at]) => {
    const values = DATA.values[name];
    if (values.length < 2) return [];
    const select = make("select", { change: () => { wish[name] = select.value; again(); } }, make("option", { value: "" }, say("every")),
      ...values.map((value) => make("option", { value: JSON.stringify(value) }, value === null ? "–" : term(value))));
    select.value = wish[name];
    return make("label", {}, say(name), select);
  });
}

function fill(table, parts, keep = false) {
  const wish = asked.get(table.key);
  if (!keep || !parts.found) parts.found = fitting(table);
  const { found } = parts, first = wish.page * PAGE;
  const here = found.slice(first, first + PAGE);
  parts.body.replaceChildren(...here.map((row) => tableRow(table, row)));
  const values = { first: whole(first + 1), last: whole(first + here.length), n: whole(found.length), whole: whole(table.rows.length) };
  const fits = found.length === table.rows.length ? "rows" : "rows_of";
  parts.count.classList.toggle("whole", here.length === table.rows.length);
  parts.count.textContent = here.length ? say(fits, values) : say("no_match");
  parts.back.disabled = wish.page === 0;
  parts.on.disabled = first + PAGE >= found.length;
  parts.heads.forEach(([cell, arrow], at) => {
    const sorted = wish.sort === at;
    cell.setAttribute("aria-sort", sorted ? (wish.down ? "descending" : "ascending") : "none");
    arrow.textContent = sorted ? (wish.down ? "▼" : "▲") : "↕";
  });
}

function tableRow(table, row) {
  return make("tr", { class: isWhole(table, row) ? "sum" : null }, ...table.columns.map(({ kind }, at) => {
    const [first, second] = lines(kind, row[at]);
    const inside = second === undefined ? [first] : [first, make("small", {}, " ", second)];
    if (kind === "unit") return make("th", { scope: "row" }, ...inside);
    return make("td", { class: FIGURES.includes(kind) ? "figure" : kind === "text" ? "wide" : null }, ...inside);
  }));
}

// ---- charts ------------------------------------------------------------------------------------------------------
const PATTERNS = { hatched: "#8a1216", dotted: "#5c3d00", crossed: "#143f8c", lined: "#8a1216", solid: "#0f4d2e" };

/** One pattern for the whole page, by which bars are told apart without colour. */
function patterns() {
  const stroke = (d, colour) => draw("path", { d, stroke: colour, "stroke-width": 2, fill: "none" });
  const box = (id, ...inside) => draw("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, draw("rect", { width: 8, height: 8, fill: "white" }), ...inside);
  return draw("svg", { width: 0, height: 0, "aria-hidden": "true" }, draw("defs", {},
    box("hatched", stroke("M-2 2L2 -2M0 8L8 0M6 10L10 6", PATTERNS.hatched)),
    box("crossed", stroke("M0 0L8 8M0 8L8 0", PATTERNS.crossed)),
    box("lined", stroke("M0 4L8 4", PATTERNS.lined)),
    box("dotted", draw("circle", { cx: 4, cy: 4, r: 2, fill: PATTERNS.dotted }))));
}
const filled = (name) => (name === "solid" ? PATTERNS.solid : name === "empty" ? "white" : `url(#${name})`);

/** A bar of parts, each so many of so many, with a name and what it says for whoever does not see it. */
function bar(name, told, parts, of) {
  const made = draw("svg", { role: "img", "aria-label": `${name}: ${told}` }, draw("title", {}, name), draw("desc", {}, told));
  let from = 0;
  for (const [part, pattern] of parts) {
    const place = (number) => `${of ? (100 * number) / of : 0}%`;
    if (part > 0) made.append(draw("rect", { x: place(from), width: place(part), height: "100%", fill: filled(pattern), stroke: "#1c1b19", "stroke-width": 1 }));
    from += part;
  }
  return made;
}
const swatch = ([name, pattern]) => make("span", {}, draw("svg", { "aria-hidden": "true" }, draw("rect", { width: "100%", height: "100%", fill: filled(pattern), stroke: "#1c1b19", "stroke-width": 2 })), name);

function chart(id, title, legend, rows) {
  const cells = rows.flatMap(([name, told, parts, of, value]) => [make("span", { class: "name" }, name), bar(name, told, parts, of), make("span", { class: "value" }, value)]);
  return make("section", { id, "aria-label": title }, make("h2", {}, title),
    make("figure", {}, make("div", { class: "legend" }, ...legend.map(swatch)), make("div", { class: "chart" }, ...cells)));
}
const cellsOf = (table, row) => Object.fromEntries(table.columns.map(({ key }, at) => [key, row[at]]));
const tableOf = (key) => DATA.tables.find((table) => table.key === key);
const headingOf = (table, key) => table.columns.find((column) => column.key === key).heading[lang];
const ofShare = (part, of) => `${whole(part)}/${whole(of)} = ${percent(part, of)}`;

function progressChart() {
  const table = tableOf("progress");
  const rows = table.rows.map((row) => cellsOf(table, row));
  const several = rows.filter(({ part }) => part === DATA.total || rows.filter((other) => other.part === part).length > 1);
  const shown = several.slice(0, MOST_BARS);
  const kinds = [["held", "solid"], ["stopped", "crossed"], ["unproved", "dotted"], ["late_unproved", "lined"], ["late", "hatched"], ["not_held", "empty"]];
  const always = ["held", "late", "not_held"];
  const legend = kinds.filter(([key]) => (always.includes(key) ? rows[0][key] !== null : rows[0][key])).map(([key, pattern]) => [say(`state_${key}`), pattern]);
  const made = chart("progress-chart", say("progress"), legend, shown.map((row) => {
    const both = row.late_unproved ?? 0, alone = (row.late ?? 0) - both;
    const counts = { ...row, late: alone, unproved: row.unproved - both, not_held: row.not_held - alone };
    const told = kinds.filter(([key]) => counts[key]).map(([key]) => `${say(`state_${key}`)} ${whole(counts[key])}`).join("; ");
    const part = row.part === DATA.total ? term(row.part) : `${term(row.part)}: ${term(row.name)}`;
    const name = row.outside ? say("outside", { name: part, n: whole(row.outside) }) : part;
    return [name, told, kinds.map(([key, pattern]) => [counts[key] ?? 0, pattern]), row.units, row.held_share ? ofShare(...row.held_share) : "–"];
  }));
  if (shown.length < several.length) made.append(make("p", { class: "soft" }, say("more", { n: whole(shown.length) })));
  return made;
}

function structureChart() {
  const table = tableOf("structure");
  const [nominees, elected] = table.rows.slice(0, 2).map((row) => cellsOf(table, row));
  const shares = table.columns.filter(({ kind }) => kind === "percent").map(({ key }) => key);
  const patternOf = { nominees: "hatched", elected: "solid" };
  const rows = shares.flatMap((key) => [[nominees, "nominees"], [elected, "elected"]].map(([cells, who]) => {
    const [part, of] = cells[key] ?? [0, 0];
    const name = `${headingOf(table, key)}, ${term(cells.who).toLowerCase()}`;
    const told = of ? ofShare(part, of) : "–";
    return [name, told, [[part, patternOf[who]]], of, told];
  }));
  return chart("structure-chart", say("structure"), [[term(nominees.who), "hatched"], [term(elected.who), "solid"]], rows);
}

// ---- the page ----------------------------------------------------------------------------------------------------
function front() {
  const other = make("button", { type: "button", id: "language", lang: LANGS[1 - lang], click: () => { lang = 1 - lang; show(); document.getElementById("language").focus(); } }, say("other_language"));
  const [what, ...rest] = DATA.about[lang];
  return [make("div", { class: "bar-top" }, other), ...(DATA.training ? [make("p", { class: "training" }, DATA.training[lang])] : []),
    make("h1", {}, DATA.title[lang]), ...(DATA.of ? [make("p", {}, make("b", {}, DATA.of))] : []), make("p", {}, what),
    make("ul", { class: "figures" }, ...DATA.figures[lang].map(([name, figure, amiss]) => make("li", { class: amiss ? "amiss" : null }, name, make("b", {}, figure)))),
    make("ul", {}, ...rest.slice(0, -1).map((line) => make("li", {}, line))), make("p", { class: "warn" }, rest[rest.length - 1])];
}

function contents() {
  const link = (id, name, count) => make("li", {}, make("a", { href: `#${id}` }, name), count === null ? "" : ` (${whole(count)})`);
  return make("nav", { "aria-label": say("contents") }, make("h2", {}, say("contents")), make("ul", {},
    link("progress-chart", say("progress"), null), link("structure-chart", say("structure"), null),
    ...DATA.tables.map((table) => link(table.key, table.title[lang], table.rows.length))),
  make("p", { class: "soft hint" }, say("sort")), make("p", { class: "soft hint" }, say("cut")));
}

/** On paper tables without rows are left out, and named at the end. */
function notPrinted() {
  const names = DATA.tables.filter((table) => !table.rows.length).map((table) => table.title[lang]);
  return make("p", { class: "on-paper" }, names.length ? say("not_printed", { names: names.join("; ") }) : "");
}

function show() {
  document.documentElement.lang = LANGS[lang];
  document.title = DATA.title[lang];
  document.getElementById("head").replaceChildren(...front());
  document.getElementById("main").replaceChildren(patterns(), contents(), progressChart(), structureChart(), ...DATA.tables.map(section), notPrinted());
}
show();
