"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const rowHeight = 34;
  const printedRows = 2000;
  const [, ID, DECISION, REASON, FLAGS, RESOLVED, RATING, RULE, CHANNEL, AGENT, QUEUE, START] =
    Array(12).keys();
  const sentences = JSON.parse(byId("sentences").textContent);
  const grid = byId("grid");
  const body = byId("rows");
  const detail = byId("detail");
  const rows = [];
  const keys = [];
  const places = new Map();
  const detailBlocks = [];
  let shown = [];
  let active = 0;
  let opened = -1;
  let search = 0;

  // Texts come from strangers: they reach the page as text nodes only.
  const unseen =
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

  function make(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  function visible(text) {
    const parts = [];
    let end = 0;
    for (const hit of text.matchAll(unseen)) {
      if (hit.index > end) parts.push(text.slice(end, hit.index));
      const code = hit[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      parts.push(make("span", "unseen", "U+" + code));
      end = hit.index + hit[0].length;
    }
    if (end < text.length) parts.push(text.slice(end));
    return parts;
  }

  const bdi = (text) => make("bdi", "", ...visible(String(text)));
  const number = (value) => value.toLocaleString("en").replaceAll(",", "\u202f");
  const time = (ms) => {
    const date = new Date(ms);
    return Number.isNaN(date.getTime())
      ? "" : date.toISOString().slice(0, 19).replace("T", " ") + " UTC";
  };
  const yesNo = (value) => (value === null ? "" : value ? "yes" : "no");

  function bytesOf(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const packed = atob(text);
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
    return bytes;
  }

  async function unpack(block) {
    const stream = new Blob([bytesOf(block.textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
    const text = await new Response(stream).text();
    return text.split("\n").slice(0, -1);
  }

  function keep(row) {
    const seen = places.get(row[ID]) || 0;
    places.set(row[ID], seen + 1);
    keys.push(seen === 0 ? row[ID] : row[ID] + "\u0000" + (seen + 1));
    rows.push(row);
  }

  const link = (key) => {
    const [id, copy] = key.split("\u0000");
    return "#c=" + encodeURIComponent(id) + (copy ? "&copy=" + copy : "");
  };

  // ---- details

  async function detailLine(index) {
    const block = detailBlocks.findLast((one) => one.first <= index);
    block.lines ??= unpack(block.node);
    return JSON.parse((await block.lines)[index - block.first]);
  }

  function marks(text, evidence) {
    const points = Array.from(text);
    const cuts = new Set([0, points.length]);
    for (const [, , , , , from, to] of evidence) {
      cuts.add(Math.min(from, points.length)).add(Math.min(to, points.length));
    }
    const sorted = [...cuts].sort((a, b) => a - b);
    const parts = [];
    for (let i = 0; i + 1 < sorted.length; i++) {
      const piece = points.slice(sorted[i], sorted[i + 1]).join("");
      const inside = evidence.filter((one) => one[5] <= sorted[i] && one[6] >= sorted[i + 1]);
      if (inside.length === 0) {
        parts.push(...visible(piece));
        continue;
      }
      const ends = inside.filter((one) => Math.min(one[6], points.length) === sorted[i + 1]);
      const names = [...new Set(ends.map((one) => one[0]))].join(", ");
      parts.push(make("mark", "", ...visible(piece), names && make("small", "", names)));
    }
    return parts;
  }

  function exchange(data) {
    const list = make("ol", "");
    for (const [index, role, name, text, at, kind, choices] of data.x || []) {
      const evidence = (data.e || []).filter((one) => one[3] === index && one.length > 5);
      const who = make("div", "who", role, name ? " · " : "", name ? bdi(name) : "",
        kind === "text" ? "" : " · " + kind, at === null ? "" : " · " + time(at),
        " · message " + index);
      const words = make("p", "", ...marks(text, evidence));
      words.dir = "auto";
      const item = make("li", role === "user" ? "user" : "", who, words);
      if (choices.length > 0) {
        const offered = choices.flatMap((label, i) => (i ? [", ", bdi(label)] : [bdi(label)]));
        item.append(make("div", "choices", "offered: ", ...offered));
      }
      list.append(item);
    }
    return list;
  }

  function explanation(row, data) {
    if (row[RULE] && data.w) return bdi(data.w);
    if (row[DECISION] === "submit") {
      return sentences.rules[row[RULE]] || "A rule of the policy says to log this feedback.";
    }
    return sentences.reasons[row[REASON]] || "The policy gives this reason.";
  }

  function valueTable(row, data) {
    const sent = row[DECISION] === "submit";
    const values = [
      ["Resolved", data.r.resolved, sent ? yesNo(row[RESOLVED]) : "–"],
      ["Rating", data.r.rating, sent ? row[RATING] : "–"],
      ["Comment", data.r.comment, sent && data.b && data.b.feedback ? data.b.feedback : "–"],
    ];
    const head = ["Aspect", "Read", "Sent"].map((name) => {
      const cell = make("th", "", name);
      cell.scope = "col";
      return cell;
    });
    const lines = values.map(([name, read, out]) => {
      const first = make("th", "", name);
      first.scope = "row";
      return make("tr", "", first, make("td", "", bdi(read)), make("td", "", bdi(out)));
    });
    return make("table", "", make("thead", "", make("tr", "", ...head)), make("tbody", "", ...lines));
  }

  function evidenceList(data) {
    const list = make("ul", "");
    for (const [aspect, marker, question, answer, text] of data.e) {
      const where = answer === null
        ? "a field of the export"
        : question === null ? "message " + answer : "message " + answer + ", which answers " + question;
      list.append(make("li", "", aspect + ": “", bdi(text), "” from ", bdi(marker), ", " + where));
    }
    return list;
  }

  async function open(index, takeFocus) {
    const row = rows[index];
    opened = index;
    const data = await detailLine(index);
    if (opened !== index) return;
    const self = make("a", "", bdi(row[ID]));
    self.href = link(keys[index]);
    const title = make("h3", "", "Conversation ", self);
    const verdict = make("p", "", make("span", "decision-" + row[DECISION], row[DECISION]),
      row[REASON] ? make("span", "", ", ", bdi(row[REASON])) : "",
      row[RULE] ? make("span", "", " by the rule ", bdi(row[RULE])) : "", ". ", explanation(row, data));
    const parts = [title, verdict];
    for (const flag of row[FLAGS]) {
      parts.push(make("p", "", make("strong", "", bdi(flag)), " ", sentences.flags[flag] || ""));
    }
    parts.push(valueTable(row, data));
    parts.push(make("h3", "", "The survey"));
    parts.push(data.x ? exchange(data) : make("p", "hint", "No message of a survey was found."));
    if (data.e) parts.push(make("h3", "", "Read from"), evidenceList(data));
    parts.push(make("h3", "", "What is sent"));
    if (row[DECISION] === "submit" && data.b) {
      parts.push(make("pre", "", ...visible(JSON.stringify(data.b, null, 2))));
    } else {
      parts.push(make("p", "hint", "Nothing."));
    }
    parts.push(make("p", "hint", "Record " + data.s[1] + " of ", bdi(data.s[0])));
    detail.replaceChildren(...parts);
    detail.scrollTop = 0;
    if (takeFocus) detail.focus();
    draw();
  }

  // ---- the table

  function cells(row, key) {
    const name = make("a", "", bdi(row[ID]));
    name.href = link(key);
    name.tabIndex = -1;
    const values = [
      name, make("span", "decision-" + row[DECISION], row[DECISION]),
      bdi(row[REASON] || row[RULE] || ""), yesNo(row[RESOLVED]), row[RATING] ?? "",
      bdi(row[FLAGS].join(", ")), bdi(row[CHANNEL] || ""), bdi(row[AGENT] || ""),
      row[START] === null ? "" : time(row[START]),
    ];
    return values.map((value) => {
      const cell = make("span", "", value);
      cell.setAttribute("role", "gridcell");
      return cell;
    });
  }

  const placeOf = (node) => Number(node.dataset.place);

  function rowNode(place) {
    const index = shown[place];
    const node = make("div", "row", ...cells(rows[index], keys[index]));
    node.setAttribute("role", "row");
    node.setAttribute("aria-rowindex", place + 2);
    node.id = "row-" + place;
    node.style.top = place * rowHeight + "px";
    node.dataset.place = place;
    return node;
  }

  function draw() {
    const height = grid.clientHeight || 600;
    const first = Math.max(0, Math.floor(grid.scrollTop / rowHeight) - 8);
    const last = Math.min(shown.length, first + Math.ceil(height / rowHeight) + 16);
    drawRange(first, last);
  }

  // Rows that stay in view keep their nodes: scrolling makes only those that come in.
  function drawRange(first, last) {
    while (body.firstChild && placeOf(body.firstChild) < first) body.firstChild.remove();
    while (body.lastChild && placeOf(body.lastChild) >= last) body.lastChild.remove();
    const begin = body.firstChild ? placeOf(body.firstChild) : last;
    const end = body.lastChild ? placeOf(body.lastChild) + 1 : last;
    const before = [];
    for (let place = first; place < begin; place++) before.push(rowNode(place));
    body.prepend(...before);
    for (let place = end; place < last; place++) body.append(rowNode(place));
    for (const node of body.children) {
      const place = placeOf(node);
      const isOpened = shown[place] === opened;
      node.setAttribute("aria-selected", isOpened);
      node.classList.toggle("active", place === active);
      node.classList.toggle("opened", isOpened);
    }
    body.style.height = shown.length * rowHeight + "px";
    grid.setAttribute("aria-rowcount", shown.length + 1);
    const isDrawn = active >= first && active < last;
    if (isDrawn) grid.setAttribute("aria-activedescendant", "row-" + active);
    else grid.removeAttribute("aria-activedescendant");
  }

  function show(indexes) {
    shown = indexes;
    active = 0;
    body.replaceChildren();
    grid.scrollTop = 0;
    draw();
  }

  function moveTo(place) {
    if (shown.length === 0) return;
    active = Math.max(0, Math.min(shown.length - 1, place));
    const top = active * rowHeight;
    const room = grid.clientHeight - rowHeight;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + rowHeight > grid.scrollTop + room) grid.scrollTop = top + rowHeight - room;
    draw();
  }

  function follow(place) {
    active = place;
    const target = link(keys[shown[place]]);
    if (location.hash === target) openHash(true);
    else location.hash = target;
  }

  grid.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(grid.clientHeight / rowHeight) - 2);
    const steps = {
      ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page,
      Home: 0, End: shown.length - 1,
    };
    if (event.key in steps) moveTo(steps[event.key]);
    else if (event.key === "Enter" && shown.length > 0) follow(active);
    else return;
    event.preventDefault();
  });
  detail.addEventListener("keydown", (event) => {
    if (event.key === "Escape") grid.focus();
  });
  body.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    follow(Number(row.dataset.place));
  });
  let isDrawing = false;
  grid.addEventListener("scroll", () => {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(() => {
      isDrawing = false;
      draw();
    });
  });
  addEventListener("resize", draw);
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")];
    for (const part of unfolded) part.open = true;
    drawRange(0, Math.min(shown.length, printedRows));
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
    draw();
  });

  function openHash(takeFocus) {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!asked.has("c")) return;
    const key = asked.get("c") + (asked.has("copy") ? "\u0000" + asked.get("copy") : "");
    const index = keys.indexOf(key);
    if (index < 0) {
      byId("status").textContent = "The conversation of this link is not in the page.";
      return;
    }
    const place = shown.indexOf(index);
    if (place >= 0) moveTo(place);
    open(index, takeFocus);
  }
  addEventListener("hashchange", async () => {
    if (takeFilters()) await filter();
    openHash(true);
  });

  // ---- filters

  const filters = [
    ["decision", (row) => [row[DECISION]]], ["reason", (row) => [row[REASON]]],
    ["flag", (row) => row[FLAGS]], ["rule", (row) => [row[RULE]]],
    ["rating", (row) => [row[RATING]]], ["channel", (row) => [row[CHANNEL]]],
  ].map(([name, values]) => ({ name, select: byId("filter-" + name), values }));

  // A link such as #reason=unreadable&text=refund chooses filters, and resets the others.
  function takeFilters() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const names = filters.map(({ name }) => name);
    if (![...names, "text"].some((name) => asked.has(name))) return false;
    for (const { name, select } of filters) {
      select.value = asked.has(name) ? "=" + asked.get(name) : "";
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }
    byId("filter-text").value = asked.get("text") || "";
    if (!asked.has("c")) byId("conversations").scrollIntoView();
    return true;
  }

  function fillFilters() {
    for (const { select, values } of filters) {
      const counts = new Map();
      for (const row of rows) {
        for (const value of values(row)) {
          if (value !== null) counts.set(String(value), (counts.get(String(value)) || 0) + 1);
        }
      }
      const all = make("option", "", "all");
      all.value = "";
      const options = [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1)).slice(0, 500);
      select.replaceChildren(all, ...options.map(([value, count]) => {
        const name = visible(value).map((part) => part.textContent ?? part).join("");
        const option = make("option", "", name + " (" + number(count) + ")");
        option.value = "=" + value;
        return option;
      }));
    }
  }

  function texts(line) {
    const data = JSON.parse(line);
    const parts = (data.x || []).map((one) => one[3]);
    for (const one of data.e || []) parts.push(one[4]);
    if (data.b) parts.push(data.b.auth_id, data.b.feedback || "");
    parts.push(String(data.r.comment));
    return parts.join("\n").toLowerCase();
  }

  async function holders(words, indexes, mine) {
    const hits = [];
    let at = 0;
    for (const block of detailBlocks) {
      const end = block.first + block.count;
      if (at < indexes.length && indexes[at] < end) {
        if (!block.texts) {
          byId("status").textContent = "Searching… " + number(block.first);
          block.texts = (await (block.lines ?? unpack(block.node))).map(texts);
          if (mine !== search) return null;
        }
        for (; at < indexes.length && indexes[at] < end; at++) {
          const row = rows[indexes[at]];
          const near = (row[ID] + "\n" + (row[AGENT] || "") + "\n" + (row[QUEUE] || "")).toLowerCase();
          const text = block.texts[indexes[at] - block.first];
          if (near.includes(words) || text.includes(words)) hits.push(indexes[at]);
        }
      }
    }
    return hits;
  }

  async function filter() {
    const mine = ++search;
    const wanted = filters.filter(({ select }) => select.value !== "")
      .map(({ select, values }) => ({ value: select.value.slice(1), values }));
    let found = [];
    rows.forEach((row, index) => {
      const fits = wanted.every(({ value, values }) =>
        values(row).some((one) => one !== null && String(one) === value));
      if (fits) found.push(index);
    });
    const words = byId("filter-text").value.trim().toLowerCase();
    if (words !== "") found = await holders(words, found, mine);
    if (found === null || mine !== search) return;
    show(found);
    byId("status").textContent =
      number(shown.length) + " of " + number(rows.length) + " conversations";
  }

  let typing = 0;
  byId("filters").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(filter, event.target.id === "filter-text" ? 250 : 0);
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(filter, 0));

  async function start() {
    if (!("DecompressionStream" in window)) {
      byId("status").textContent =
        "This browser cannot unpack the table; all conversations stand in decisions.csv.";
      return;
    }
    for (const node of document.querySelectorAll("script.details")) {
      detailBlocks.push({
        node, first: Number(node.dataset.first), count: Number(node.dataset.count),
      });
    }
    const blocks = [];
    for (const node of document.querySelectorAll("script.rows")) {
      blocks.push(unpack(node));
    }
    for (const lines of blocks) JSON.parse("[" + (await lines).join(",") + "]").forEach(keep);
    fillFilters();
    byId("filters").hidden = false;
    byId("panes").hidden = false;
    byId("keys").hidden = false;
    takeFilters();
    await filter();
    openHash(false);
    document.documentElement.dataset.ready = "yes";
  }
  start();
})();
