// test/markdown.test.ts
import assert from "node:assert/strict";
import { describe, test } from "node:test";

// src/dom.ts
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name] ?? "");
  element.append(...children);
  return element;
}

// src/clipboard.ts
async function copyText(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, near);
  }
}
function copySelected(text, near) {
  const area = h("textarea", { class: "aside", "aria-hidden": "true", tabindex: "-1" });
  area.value = text;
  near.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  near.focus({ preventScroll: true });
  return copied;
}

// src/icons.ts
var SVG = "http://www.w3.org/2000/svg";
var SIGN = "M12 2.6a9.6 8.6 0 1 1-2.9 16.8l-4.9 2.3c-.4.2-.9-.1-.8-.6l.6-4.5A9.6 8.6 0 0 1 12 2.6Zm0 3.7a2.8 2.8 0 0 0-1.4 5.2l-1.1 4.3h5l-1.1-4.3A2.8 2.8 0 0 0 12 6.3Z";
var COPY = "M9 9h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2zM15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3";
var CHECK = "M5 12.5l4.5 4.5L19 7.5";
function icon(path, filled = path === SIGN) {
  const svg = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  const attributes = filled ? { fill: "currentColor", "fill-rule": "evenodd" } : { fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round" };
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  shape.setAttribute("d", path);
  for (const name in attributes) shape.setAttribute(name, attributes[name] ?? "");
  svg.append(shape);
  return svg;
}

// src/strings.ts
var panelStrings = {
  newConversation: "New conversation",
  expand: "Make the chat larger",
  contract: "Make the chat smaller",
  close: "Close chat",
  log: "Conversation",
  you: "You:",
  answerOf: (name) => `${name}:`,
  assistant: "Assistant",
  thinking: (name) => `${name} is thinking`,
  latest: "Jump to the latest message",
  starters: "Suggested questions",
  message: (name) => `Message to ${name}`,
  placeholder: "Write a message",
  send: "Send message",
  stop: "Stop answering",
  stopped: "You stopped this answer.",
  interrupted: "This answer was cut short.",
  failed: "No answer came back.",
  notSent: "Your message was not sent.",
  rateLimited: "That was a lot at once. Please wait a moment and try again.",
  limit: "This conversation has reached its maximum number of messages.",
  messagesLeft: (count) => count === 1 ? "1 message left in this conversation" : `${count} messages left in this conversation`,
  gone: "This conversation is no longer available.",
  unavailable: "This chat is not available right now.",
  loadFailed: "The chat could not be loaded.",
  retry: "Try again",
  startOver: "Start a new conversation",
  offline: "You are offline. The chat continues when the connection is back.",
  reconnecting: "Connection lost. Reconnecting \u2026",
  confirmNew: "An answer is still being written.",
  confirmNewYes: "Start over",
  confirmNewNo: "Keep it",
  sources: "Sources",
  source: (number, title) => `Source ${number}: ${title}`,
  page: (page) => `page ${page}`,
  moreSources: (count) => `${count} more`,
  newTab: "(opens in a new tab)",
  code: "Code",
  table: "Table",
  copy: "Copy",
  copied: "Copied",
  privacy: "Privacy",
  terms: "Terms",
  branding: "Latchkey"
};

// src/links.ts
var SCHEMES = ["https:", "http:", "mailto:", "tel:"];
function safeUrl(address) {
  try {
    const url = new URL(address.trim(), document.baseURI);
    return SCHEMES.includes(url.protocol) ? url : void 0;
  } catch {
    return void 0;
  }
}
function link(address, attributes = {}) {
  const url = safeUrl(address);
  if (!url) return h("span", attributes);
  const anchor = h("a", { ...attributes, href: url.href, rel: "noopener" });
  if (url.origin !== location.origin && url.protocol.startsWith("http")) {
    anchor.target = "_blank";
    anchor.setAttribute("aria-description", panelStrings.newTab);
  }
  return anchor;
}

// src/answer-parts.ts
var COPIED_MS = 2e3;
function answerParts(sources, reveal) {
  return {
    link,
    table: (table) => h("div", { class: "table", role: "region", tabindex: "0", "aria-label": panelStrings.table }, table),
    code: codeBlock,
    cite: (number) => {
      const source = sources().find((known) => known.number === number);
      return source && citation(source, reveal);
    }
  };
}
function citation(source, reveal) {
  const label = { class: "cite", "aria-label": panelStrings.source(source.number, source.title), title: source.title };
  const mark = source.url ? link(source.url, label) : h("button", { ...label, type: "button" });
  if (!source.url) mark.addEventListener("click", () => reveal(source));
  mark.append(String(source.number));
  return mark;
}
function codeBlock(language) {
  const slot = h("code", { dir: "ltr" });
  const label = h("span", {}, panelStrings.copy);
  const copy = h("button", { class: "copy", type: "button" }, icon(COPY), label);
  const show = (text, path) => {
    label.textContent = text;
    copy.firstChild?.replaceWith(icon(path));
  };
  const copied = async () => {
    if (!await copyText(slot.textContent, copy)) return;
    show(panelStrings.copied, CHECK);
    setTimeout(() => show(panelStrings.copy, COPY), COPIED_MS);
  };
  copy.addEventListener("click", () => void copied());
  const bar = h("div", { class: "bar" }, h("span", {}, language || panelStrings.code), copy);
  const scrolls = h("pre", { tabindex: "0", role: "region", "aria-label": panelStrings.code }, slot);
  return { node: h("div", { class: "code" }, bar, scrolls), slot };
}

// src/markdown-tree.ts
var branch = (tag, kids, detail = "") => ({ tag, kids, detail });
function joined(trees) {
  const out = [];
  for (const tree of trees) {
    const last = out.at(-1);
    if (typeof tree === "string" && typeof last === "string") out[out.length - 1] = last + tree;
    else if (tree !== "") out.push(tree);
  }
  return out;
}

// src/markdown-inline.ts
var isMark = (item) => typeof item === "object" && "char" in item;
var ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\xA0", "#39": "'" };
var TICKS = /`+/y;
var RUN = /\*+|_+|~+/y;
var CITATION = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?![(:])/y;
var TARGET = /\]\(\s*(?:<([^>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)/y;
var HALF_TARGET = /\](?:\([^)]*)?$/y;
var ANGLE_LINK = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/iy;
var LINE_BREAK = /<br\s*\/?>/iy;
var ENTITY = /&(#?\w{2,6});/y;
var BARE_LINK = /https?:\/\/[^\s<>"`]+/y;
var PUNCTUATION = /[\p{P}\p{S}]/u;
var UNDECIDED_END = /(?:[*_~`]+|!?\[[\d,\s]*|!|\\|<[a-z]*|&\w*|\bh(?:t(?:t(?:ps?)?)?)?:?\/{0,2}|https?:\/\/\S*)$/i;
function parseInline(source, open = false) {
  return new InlineParser(open ? source.replace(UNDECIDED_END, "") : source, open).parse();
}
var InlineParser = class {
  #source;
  #open;
  #items = [];
  #brackets = [];
  #at = 0;
  constructor(source, open) {
    this.#source = source;
    this.#open = open;
  }
  parse() {
    const special = /[\\`*_~[\]!<&\n]|https?:\/\//g;
    while (this.#at < this.#source.length) {
      special.lastIndex = this.#at;
      const found = special.exec(this.#source);
      const end = found?.index ?? this.#source.length;
      if (end > this.#at) this.#items.push(this.#source.slice(this.#at, end));
      this.#at = end;
      if (found) this.#special(found[0]);
    }
    if (this.#open) this.#closeBrackets();
    return this.#emphasize(this.#items);
  }
  #special(char) {
    if (char === "\\") this.#escape();
    else if (char === "`") this.#code();
    else if (char === "*" || char === "_" || char === "~") this.#mark(char);
    else if (char === "[") this.#bracket(false);
    else if (char === "!" && this.#source[this.#at + 1] === "[") this.#bracket(true);
    else if (char === "]") this.#link();
    else if (char === "<") this.#angle();
    else if (char === "&") this.#entity();
    else if (char === "\n") this.#newline();
    else if (char.startsWith("http")) this.#bareLink();
    else this.#take(char);
  }
  #take(text, item = text) {
    this.#items.push(item);
    this.#at += text.length;
  }
  #match(sticky) {
    sticky.lastIndex = this.#at;
    return sticky.exec(this.#source);
  }
  #escape() {
    const next = this.#source[this.#at + 1] ?? "";
    if (next === "\n") this.#take("\\\n", branch("br", []));
    else if (next && PUNCTUATION.test(next)) this.#take("\\" + next, next);
    else this.#take("\\");
  }
  #code() {
    const [ticks = ""] = this.#match(TICKS) ?? [];
    const rest = this.#source.slice(this.#at + ticks.length);
    const closing = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(rest);
    if (!closing && !this.#open) return this.#take(ticks);
    const inside = closing ? rest.slice(0, closing.index) : rest;
    const text = inside.replace(/\n/g, " ").replace(/^ (.*[^ ].*) $/, "$1");
    this.#take(ticks + inside + (closing ? ticks : ""), branch("code", text ? [text] : []));
  }
  #mark(char) {
    const [run = char] = this.#match(RUN) ?? [];
    const before = this.#source[this.#at - 1] ?? " ";
    const after = this.#source[this.#at + run.length] ?? " ";
    const [spaceBefore, spaceAfter] = [/\s/.test(before), /\s/.test(after)];
    const [pointBefore, pointAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
    let opens = !spaceAfter && (!pointAfter || spaceBefore || pointBefore);
    let closes = !spaceBefore && (!pointBefore || spaceAfter || pointAfter);
    if (char === "_") [opens, closes] = [opens && (!closes || pointBefore), closes && (!opens || pointAfter)];
    if (char === "~" && run.length !== 2) opens = closes = false;
    this.#take(run, opens || closes ? { char, count: run.length, opens, closes } : run);
  }
  #bracket(image) {
    const cited = image ? null : this.#match(CITATION);
    if (cited) {
      const numbers = (cited[1] ?? "").split(/\s*,\s*/);
      this.#at += cited[0].length;
      this.#items.push(...numbers.map((number) => branch("cite", [], number)));
      return;
    }
    this.#brackets.push({ at: this.#items.length, image });
    this.#take(image ? "![" : "[");
  }
  #link() {
    const bracket = this.#brackets.pop();
    const target = this.#match(TARGET);
    if (!bracket) return this.#take("]");
    if (!target) {
      if (this.#open && this.#match(HALF_TARGET)) this.#take(this.#source.slice(this.#at), this.#label(bracket)[0] ?? "");
      else this.#take("]");
      return;
    }
    const kids = this.#label(bracket);
    const address = (target[1] ?? target[2] ?? "").replace(/\\(.)/g, "$1");
    this.#take(target[0], branch("a", kids.length ? kids : [address], address));
    this.#brackets.length = 0;
  }
  /** Takes what stands since the bracket off the items. */
  #label({ at }) {
    const [, ...inside] = this.#items.splice(at);
    return this.#emphasize(inside).map((tree) => typeof tree === "object" && tree.tag === "a" ? branch("span", tree.kids) : tree);
  }
  #closeBrackets() {
    for (const { at } of this.#brackets) this.#items[at] = "";
  }
  #angle() {
    const link2 = this.#match(ANGLE_LINK);
    const lineBreak = this.#match(LINE_BREAK);
    if (link2?.[1]) this.#take(link2[0], branch("a", [link2[1].replace(/^mailto:/, "")], link2[1]));
    else if (lineBreak) this.#take(lineBreak[0], branch("br", []));
    else this.#take("<");
  }
  #entity() {
    const entity = this.#match(ENTITY);
    const char = ENTITIES[entity?.[1]?.toLowerCase() ?? ""];
    if (entity && char) this.#take(entity[0], char);
    else this.#take("&");
  }
  #newline() {
    const last = this.#items.at(-1);
    const hard = typeof last === "string" && / {2,}$/.test(last);
    if (typeof last === "string") this.#items[this.#items.length - 1] = last.replace(/ +$/, "");
    this.#take("\n", hard ? branch("br", []) : " ");
  }
  #bareLink() {
    const [found = ""] = this.#match(BARE_LINK) ?? [];
    let address = found.replace(/[.,:;!?'"*_~\]]+$/, "");
    if (address.endsWith(")") && !address.includes("(")) address = address.slice(0, -1);
    if (this.#brackets.length || address.length < 9) return this.#take(found.slice(0, 4));
    this.#take(address, branch("a", [address], address));
  }
  /** Pairs the marks, innermost first, as CommonMark does. */
  #emphasize(items) {
    const floor = {};
    for (let at = 0; at < items.length; at++) {
      const closer = items[at];
      if (!isMark(closer) || !closer.closes) continue;
      const kind = `${closer.char}${closer.opens}${closer.count % 3}`;
      const lowest = floor[kind] ?? 0;
      let from = at - 1;
      while (from >= lowest && !pairs(items[from], closer)) from--;
      if (from < lowest) {
        if (!closer.opens) items[at] = closer.char.repeat(closer.count);
        floor[kind] = at;
      } else {
        at = this.#wrap(items, from, at);
        for (const other in floor) floor[other] = Math.min(floor[other] ?? 0, from);
      }
    }
    if (this.#open) this.#wrapToEnd(items);
    return joined(items.map(plain));
  }
  /** Returns the place from which to go on: the closer again while something is left of it. */
  #wrap(items, from, to) {
    const opener = items[from];
    const closer = items[to];
    const count = opener.count >= 2 && closer.count >= 2 ? 2 : 1;
    const wrapped = branch(tagOf(opener.char, count), joined(items.slice(from + 1, to).map(plain)));
    const left = [opener, closer].map((mark) => ({ ...mark, count: mark.count - count }));
    const [before, after] = left.map((mark) => mark.count ? [mark] : []);
    items.splice(from, to - from + 1, ...before ?? [], wrapped, ...after ?? []);
    return from + (before?.length ?? 0);
  }
  #wrapToEnd(items) {
    for (let at = items.length - 1; at >= 0; at--) {
      const mark = items[at];
      const before = at ? items[at - 1] : " ";
      const startsWord = isMark(before) || (typeof before === "string" ? /[\s\p{P}]$/u.test(before) : before?.tag === "br");
      if (!isMark(mark) || !mark.opens || !startsWord) continue;
      let inside = joined(items.splice(at).slice(1).map(plain));
      for (let left = mark.count; left > 0; left -= 2) inside = [branch(tagOf(mark.char, Math.min(left, 2)), inside)];
      items.push(...inside);
    }
  }
};
var tagOf = (char, count) => char === "~" ? "del" : count === 2 ? "strong" : "em";
var plain = (item) => isMark(item) ? item.char.repeat(item.count) : item;
function pairs(item, closer) {
  if (!isMark(item) || item.char !== closer.char || !item.opens) return false;
  const odd = (item.closes || closer.opens) && (item.count + closer.count) % 3 === 0;
  return !odd || item.count % 3 === 0 && closer.count % 3 === 0;
}

// src/markdown-blocks.ts
var FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/;
var HEADING = /^ {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$/;
var RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
var QUOTE = /^ {0,3}> ?(.*)$/;
var LIST = /^(\s*)([-*+]|\d{1,9}[.)])(\s+|$)(.*)$/;
var TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
var UNDECIDED_LINE = /^(?:\s*>)*\s*(?:[-*+_=]{1,2}|#{1,6}|\d{1,9}[.)]?|`{1,2}|~{1,2}|`{3,}[^`]*|~{3,}.*|>|\||[-*+]\s*\[.?\]?)\s*$/;
var MAX_DEPTH = 12;
var indentOf = (line) => /^\s*/.exec(line)?.[0].replace(/\t/g, "    ").length ?? 0;
var blank = (line) => line === void 0 || line.trim() === "";
function decidedLines(lines) {
  const last = lines.at(-1);
  return blank(last) || UNDECIDED_LINE.test(last ?? "") ? lines.slice(0, -1) : lines;
}
function parseBlocks(lines, open, inline = parseInline, depth = 0) {
  return new BlockParser(lines, open, inline, depth).parse();
}
var BlockParser = class {
  constructor(lines, open, inline, depth) {
    this.lines = lines;
    this.open = open;
    this.inline = inline;
    this.depth = depth;
  }
  lines;
  open;
  inline;
  depth;
  #blocks = [];
  #at = 0;
  parse() {
    while (this.#at < this.lines.length) {
      const line = this.#at;
      if (blank(this.lines[line])) this.#at++;
      else this.#blocks.push({ tree: this.#block(), line });
    }
    return this.#blocks;
  }
  #block() {
    const line = this.lines[this.#at] ?? "";
    const fence = FENCE.exec(line);
    if (fence) return this.#fence(fence[1] ?? "", fence[2] ?? "", indentOf(line));
    const heading = HEADING.exec(line);
    if (heading) return this.#heading(heading[1]?.length ?? 1, heading[2] ?? "");
    if (RULE.test(line)) {
      this.#at++;
      return branch("hr", []);
    }
    if (this.depth < MAX_DEPTH) {
      if (QUOTE.test(line)) return this.#quote();
      if (LIST.test(line)) return this.#list();
    }
    return this.#isTable() ? this.#table() : this.#paragraph();
  }
  /** Whether the block that has just been read reaches the end of text that is still arriving. */
  get #last() {
    return this.open && this.#at >= this.lines.length;
  }
  #fence(mark, info, indent) {
    const end = new RegExp(`^ {0,3}\\${mark[0] ?? ""}{${mark.length},}\\s*$`);
    const code = [];
    while (++this.#at < this.lines.length) {
      const line = this.lines[this.#at] ?? "";
      if (end.test(line)) break;
      code.push(indent ? line.replace(new RegExp(`^ {0,${indent}}`), "") : line);
    }
    this.#at++;
    const text = code.join("\n");
    return branch("pre", text ? [text] : [], info.trim().split(/\s/)[0] ?? "");
  }
  #heading(level, text) {
    this.#at++;
    return branch(`h${Math.min(6, level + 2)}`, this.inline(text, this.#last));
  }
  #quote() {
    const inside = [];
    for (let found; found = QUOTE.exec(this.lines[this.#at] ?? ""); this.#at++) inside.push(found[1] ?? "");
    return branch("blockquote", this.#nested(inside));
  }
  #nested(lines) {
    return parseBlocks(lines, this.#last, this.inline, this.depth + 1).map((block) => block.tree);
  }
  #list() {
    const first = LIST.exec(this.lines[this.#at] ?? "");
    const base = indentOf(this.lines[this.#at] ?? "");
    const kind = kindOf(first?.[2]);
    const items = [];
    let loose = false;
    let gap = false;
    for (; this.#at < this.lines.length; this.#at++) {
      const line = this.lines[this.#at] ?? "";
      if (blank(line)) {
        gap = true;
        continue;
      }
      const indent = indentOf(line);
      const found = LIST.exec(line);
      const item = items.at(-1);
      if (found && indent < base + 2 && !(item && indent >= item.indent)) {
        if (kindOf(found[2]) !== kind || RULE.test(line)) break;
        items.push({ lines: [found[4] ?? ""], indent: indent + (found[2]?.length ?? 1) + 1 });
        loose ||= gap && items.length > 1;
      } else if (item && indent >= base + 2) {
        if (gap) item.lines.push("");
        loose ||= gap && indent < item.indent + 2;
        item.lines.push(line.replace(/\t/g, "    ").slice(Math.min(indent, item.indent)));
      } else if (item && !gap && !startsBlock(line)) item.lines.push(line);
      else break;
      gap = false;
    }
    const kids = items.map((item, index) => this.#item(item, loose, index === items.length - 1));
    return branch(kind ? "ol" : "ul", kids, kind ? first?.[2]?.replace(/\D/g, "") ?? "" : "");
  }
  #item(item, loose, last) {
    const task = /^\[([ xX])\]\s+/.exec(item.lines[0] ?? "");
    if (task) item.lines[0] = (task[1] === " " ? "\u2610 " : "\u2611 ") + (item.lines[0] ?? "").slice(task[0].length);
    const blocks = parseBlocks(item.lines, last && this.#last, this.inline, this.depth + 1).map((block) => block.tree);
    const kids = loose ? blocks : blocks.flatMap((tree) => tree.tag === "p" ? tree.kids : [tree]);
    return branch("li", joined(kids));
  }
  #isTable() {
    const [line = "", next] = [this.lines[this.#at], this.lines[this.#at + 1]];
    if (!line.includes("|")) return false;
    if (next === void 0) return this.open && line.trimStart().startsWith("|");
    if (this.open && this.#at + 2 === this.lines.length && /^[\s:|-]+$/.test(next)) return true;
    return TABLE_RULE.test(next) && cellsOf(next).length === cellsOf(line).length;
  }
  #table() {
    const head = cellsOf(this.lines[this.#at++] ?? "");
    const aligns = cellsOf(this.lines[this.#at++] ?? "").map((cell) => cell.endsWith(":") ? cell.startsWith(":") ? "center" : "end" : "");
    const rows = [];
    while (this.#at < this.lines.length && !blank(this.lines[this.#at]) && this.lines[this.#at]?.includes("|")) {
      const cells = cellsOf(this.lines[this.#at++] ?? "");
      rows.push(this.#row("td", head.map((_, index) => cells[index] ?? ""), aligns));
    }
    return branch("table", [branch("thead", [this.#row("th", head, aligns)]), ...rows.length ? [branch("tbody", rows)] : []]);
  }
  #row(tag, cells, aligns) {
    return branch("tr", cells.map((cell, index) => branch(tag, this.inline(cell, this.#last), aligns[index] ?? "")));
  }
  #paragraph() {
    const text = [this.lines[this.#at++]?.trimStart() ?? ""];
    for (; this.#at < this.lines.length; this.#at++) {
      const line = this.lines[this.#at] ?? "";
      if (blank(line) || startsBlock(line) || line.trimStart().startsWith("|") && this.#isTable()) break;
      text.push(line.trimStart());
    }
    return branch("p", this.inline(text.join("\n").trimEnd(), this.#last));
  }
};
var kindOf = (marker = "") => /[.)]$/.exec(marker)?.[0] ?? "";
function startsBlock(line) {
  const list = LIST.exec(line);
  const lists = list?.[4] && (!kindOf(list[2]) || list[2]?.slice(0, -1) === "1");
  return Boolean(lists) || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line);
}
function cellsOf(line) {
  const cells = line.trim().replace(/^\|/, "").split(/(?<!\\)\|/);
  if (cells.length > 1 && blank(cells.at(-1))) cells.pop();
  return cells.map((cell) => cell.trim().replace(/\\\|/g, "|"));
}

// src/markdown-view.ts
var MarkdownView = class {
  constructor(root, parts) {
    this.root = root;
    this.parts = parts;
  }
  root;
  parts;
  #source = "";
  #tailAt = 0;
  #tail = [];
  #live = false;
  #memo = /* @__PURE__ */ new Map();
  #used = /* @__PURE__ */ new Map();
  write(text, live) {
    const source = text.replace(/\r\n?/g, "\n");
    if (source === this.#source && live === this.#live) return;
    if (!source.startsWith(this.#source)) this.#reset();
    this.#source = source;
    this.#live = live;
    this.#render();
  }
  /** Shows everything anew, after citations have become known. */
  refresh() {
    this.#reset();
    this.#render();
  }
  #reset() {
    this.root.replaceChildren();
    this.#tailAt = 0;
    this.#tail = [];
    this.#memo.clear();
  }
  #render() {
    const all = this.#source.slice(this.#tailAt).split("\n");
    const settled = this.root.childNodes.length - this.#tail.length;
    this.#used.clear();
    const blocks = parseBlocks(this.#live ? decidedLines(all) : all, this.#live, this.#inline);
    const trees = blocks.map((block) => block.tree);
    this.#patch(this.root, this.#tail, trees, settled);
    this.#tail = trees;
    const last = blocks.at(-1);
    if (blocks.length < 2 || !last) return;
    this.#tailAt += all.slice(0, last.line).join("\n").length + 1;
    this.#tail = [last.tree];
    this.#memo.clear();
  }
  /** Text that has not changed gives the very same trees, which the patch then skips. */
  #inline = (text, open) => {
    if (open) return parseInline(text, true);
    const times = this.#used.get(text) ?? 0;
    this.#used.set(text, times + 1);
    const key = `${times} ${text}`;
    const trees = this.#memo.get(key) ?? parseInline(text);
    this.#memo.set(key, trees);
    return trees;
  };
  #patch(slot, before, after, offset = 0) {
    if (before === after) return;
    after.forEach((tree, index) => {
      const old = before[index];
      const node = slot.childNodes[offset + index];
      if (old === void 0 || !node) slot.appendChild(this.#create(tree));
      else if (old !== tree && !this.#reuse(old, tree, node)) slot.replaceChild(this.#create(tree), node);
    });
    while (slot.childNodes.length > offset + after.length) slot.lastChild?.remove();
  }
  #reuse(old, tree, node) {
    if (typeof tree === "string") {
      if (typeof old !== "string") return false;
      if (tree.startsWith(old)) node.appendData(tree.slice(old.length));
      else node.nodeValue = tree;
      return true;
    }
    if (typeof old === "string" || old.tag !== tree.tag || old.detail !== tree.detail) return false;
    if (old.slot) {
      tree.slot = old.slot;
      this.#patch(old.slot, old.kids, tree.kids);
    }
    return true;
  }
  #create(tree) {
    if (typeof tree === "string") return document.createTextNode(tree);
    if (tree.tag === "cite") return this.parts.cite(Number(tree.detail)) ?? document.createTextNode(`[${tree.detail}]`);
    const { dom, slot } = this.#build(tree);
    tree.slot = slot;
    for (const kid of tree.kids) slot.appendChild(this.#create(kid));
    return dom;
  }
  #build({ tag, detail }) {
    if (tag === "pre") {
      const { node, slot } = this.parts.code(detail);
      return { dom: node, slot };
    }
    const element = tag === "a" ? this.parts.link(detail) : h(tag);
    if (tag === "table") return { dom: this.parts.table(element), slot: element };
    if (tag === "ol" && detail !== "1") element.setAttribute("start", detail);
    if ((tag === "td" || tag === "th") && detail) element.setAttribute("class", detail);
    return { dom: element, slot: element };
  }
};

// test/dom.ts
import { parseHTML } from "linkedom";
function useDocument(address = "https://shop.example/tea") {
  const { document: document2 } = parseHTML("<!doctype html><html><body></body></html>");
  Object.defineProperty(document2, "baseURI", { value: address, configurable: true });
  Object.assign(globalThis, { document: document2, location: new URL(address) });
  return document2;
}

// test/markdown.test.ts
useDocument();
var SOURCES = [
  { number: 1, title: "Returns", url: "https://tea.example/returns", page: "" },
  { number: 2, title: "Terms.pdf", url: "", page: "4" }
];
function view(sources = SOURCES) {
  return new MarkdownView(document.createElement("div"), answerParts(() => sources, () => void 0));
}
function html(source, live = false) {
  const shown = view();
  shown.write(source, live);
  return shown.root.innerHTML;
}
function streamed(source, size) {
  const shown = view();
  const frames = [];
  for (let end = size; end < source.length + size; end += size) {
    shown.write(source.slice(0, end), true);
    frames.push(shown.root.textContent);
  }
  shown.write(source, false);
  return { shown, frames };
}
describe("blocks", () => {
  const cases = [
    ["paragraphs", "one\ntwo\n\nthree", "<p>one two</p><p>three</p>"],
    ["hard breaks", "one  \ntwo\\\nthree<br>four", "<p>one<br>two<br>three<br>four</p>"],
    ["headings", "# One\n### Three ##\n#no", "<h3>One</h3><h5>Three</h5><p>#no</p>"],
    ["rule", "a\n\n---\nb", "<p>a</p><hr><p>b</p>"],
    ["quote", "> one\n> two\n>\n> - three", "<blockquote><p>one two</p><ul><li>three</li></ul></blockquote>"],
    ["tight list", "- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["loose list", "- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"],
    ["list that starts elsewhere", "3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["nested list", "- a\n  - b\n    1. c\n- d", "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>"],
    ["nested by two under a number", "1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"],
    ["paragraph in a list", "- a\n\n  b\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"],
    ["tasks", "- [ ] a\n- [x] b", "<ul><li>\u2610 a</li><li>\u2611 b</li></ul>"],
    ["a year does not begin a list", "It was\n1984. Then", "<p>It was 1984. Then</p>"],
    ["markup is text", '<b onclick="x">&lt;i&gt;</b>', '<p>&lt;b onclick="x"&gt;&lt;i&gt;&lt;/b&gt;</p>']
  ];
  for (const [name, source, expected] of cases) test(name, () => assert.equal(html(source).replace(/ dir="ltr"/g, ""), expected));
  test("fenced code keeps its text and takes no markup", () => {
    const shown = view();
    shown.write("```js\nif (a < b) **c**\n\n  d\n```\nafter", false);
    assert.equal(shown.root.querySelector("code")?.textContent, "if (a < b) **c**\n\n  d");
    assert.equal(shown.root.querySelector(".bar span")?.textContent, "js");
    assert.equal(shown.root.lastElementChild?.outerHTML, "<p>after</p>");
  });
  test("a fence in a list is code of the item", () => {
    const shown = view();
    shown.write("1. run\n   ```\n   a\n     b\n   ```\n2. done", false);
    assert.equal(shown.root.querySelector("li code")?.textContent, "a\n  b");
    assert.equal(shown.root.querySelectorAll("ol > li").length, 2);
  });
  test("a table scrolls in its own box", () => {
    const shown = view();
    shown.write("| a | b \\| c |\n| --- | --: |\n| 1 | **2** |\n| 3 |", false);
    const table = shown.root.querySelector(".table > table");
    assert.equal(
      table?.innerHTML,
      '<thead><tr><th>a</th><th class="end">b | c</th></tr></thead><tbody><tr><td>1</td><td class="end"><strong>2</strong></td></tr><tr><td>3</td><td class="end"></td></tr></tbody>'
    );
  });
});
describe("marks", () => {
  const cases = [
    ["bold, italic, struck", "**b** *i* __b__ _i_ ~~s~~ ***x***", "<strong>b</strong> <em>i</em> <strong>b</strong> <em>i</em> <del>s</del> <em><strong>x</strong></em>"],
    ["nested", "**a *b* c**", "<strong>a <em>b</em> c</strong>"],
    ["not in words", "snake_case_name 2*3*4 a ~ b", "snake_case_name 2<em>3</em>4 a ~ b"],
    ["not alone", "a * b ** c", "a * b ** c"],
    ["unclosed", "**a and *b", "**a and *b"],
    ["escaped", "\\*a\\* \\[b\\]", "*a* [b]"],
    ["code", "`a*b*` ``c`d``", "<code>a*b*</code> <code>c`d</code>"],
    ["code before emphasis", "*a `b*` c*", "<em>a <code>b*</code> c</em>"]
  ];
  for (const [name, source, expected] of cases) test(name, () => assert.equal(html(source), `<p>${expected}</p>`));
});
describe("links", () => {
  const anchor = (source) => {
    const shown = view();
    shown.write(source, false);
    return shown.root.querySelector("a");
  };
  test("to another site opens beside this page and cannot reach back", () => {
    const found = anchor('[the **tea**](https://tea.example/a_(b) "title")');
    assert.equal(found?.getAttribute("href"), "https://tea.example/a_(b)");
    assert.equal(found?.getAttribute("rel"), "noopener");
    assert.equal(found?.getAttribute("target"), "_blank");
    assert.equal(found?.innerHTML, "the <strong>tea</strong>");
  });
  test("to this site stays here", () => {
    assert.equal(anchor("[x](/returns)")?.getAttribute("href"), "https://shop.example/returns");
    assert.equal(anchor("[x](/returns)")?.getAttribute("target"), null);
  });
  for (const address of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java	script:alert(1)", "javascript:alert(1)", "data:text/html,x", "vbscript:x", "blob:https://x/y", "file:///etc/passwd"]) {
    test(`never to ${JSON.stringify(address)}`, () => {
      assert.equal(anchor(`[x](${address})`), null);
      assert.equal(anchor(`[x](<${address}>)`), null);
    });
  }
  test("bare addresses end before punctuation", () => {
    assert.equal(anchor("See https://tea.example/a?b=1&c=2.")?.getAttribute("href"), "https://tea.example/a?b=1&c=2");
    assert.equal(anchor("(https://tea.example/x)")?.getAttribute("href"), "https://tea.example/x");
    assert.equal(anchor("<mailto:a@tea.example>")?.textContent, "a@tea.example");
  });
  test("a picture becomes a link: to load it would tell its host who reads this", () => {
    const shown = view();
    shown.write("![cup](https://spy.example/c.png)", false);
    assert.equal(shown.root.querySelector("img"), null);
    assert.equal(anchor("![cup](https://spy.example/c.png)")?.textContent, "cup");
  });
});
describe("citations", () => {
  test("lead to their sources", () => {
    const shown = view();
    shown.write("Yes [1, 2] [3] [1](https://a.example)", false);
    const marks = [...shown.root.querySelectorAll(".cite")];
    assert.deepEqual(marks.map((mark) => `${mark.localName} ${mark.textContent} ${mark.getAttribute("aria-label") ?? ""}`), ["a 1 Source 1: Returns", "button 2 Source 2: Terms.pdf"]);
    assert.match(shown.root.textContent, /\[3\] 1$/);
  });
  test("keep their look while more text arrives", () => {
    const { shown } = streamed("Yes [2], indeed. And more [1] of it.", 3);
    assert.deepEqual([...shown.root.querySelectorAll(".cite")].map((mark) => mark.textContent), ["2", "1"]);
  });
});
var LONG = `# Title

Intro with **bold *and italic* text**, \`code\` and [a link](https://tea.example/x).

1. first
   - nested **one**
   - nested two

     with a paragraph
2. second

\`\`\`html
<b>**not bold**</b>

\`\`\`

| a | b |
| - | -: |
| 1 | *2* |
| 3 | 4 |

> quoted
> - list

---

The end [1]. https://tea.example/end`;
describe("streaming", () => {
  for (const size of [1, 2, 3, 7, 40]) {
    test(`in pieces of ${size} gives what the whole gives`, () => {
      assert.equal(streamed(LONG, size).shown.root.innerHTML, html(LONG));
    });
  }
  test("never shows a mark that is still open", () => {
    const { frames } = streamed("A **bold** word, `code` and [a link](https://tea.example/x) to *see*.\n\n- one\n- two", 1);
    for (const frame of frames) assert.doesNotMatch(frame, /[*`[\]()]|^-/);
  });
  test("only ever adds text", () => {
    const { frames } = streamed(LONG, 1);
    frames.reduce((before, after) => {
      assert.ok(after.startsWith(before), `${JSON.stringify(before)} became ${JSON.stringify(after)}`);
      return after;
    });
  });
  test("leaves finished blocks and equal parts of the last one alone", () => {
    const shown = view();
    shown.write("one\n\n- **a**\n- b", true);
    const [paragraph, item] = [shown.root.querySelector("p"), shown.root.querySelector("strong")];
    shown.write("one\n\n- **a**\n- b and c\n- d", true);
    assert.equal(shown.root.querySelector("p"), paragraph);
    assert.equal(shown.root.querySelector("strong"), item);
  });
  test("shows another text from its beginning", () => {
    const shown = view();
    shown.write("one\n\ntwo", true);
    shown.write("three", true);
    assert.equal(shown.root.innerHTML, "<p>three</p>");
  });
  test("takes bounded time for odd input", () => {
    for (const odd of ["*a ".repeat(6e3), "[a".repeat(6e3), "> ".repeat(3e3) + "x", "- ".repeat(3e3) + "x", "`".repeat(6e3), "**a*".repeat(4e3), "|".repeat(8e3)]) {
      const started = performance.now();
      html(odd);
      const took = performance.now() - started;
      assert.ok(took < 1500, `${odd.slice(0, 6)}\u2026 took ${took} ms`);
    }
  });
  test("handles every kind of line end", () => {
    assert.equal(streamed("a\r\n\r\n- b\r\n- c\rd", 1).shown.root.innerHTML, "<p>a</p><ul><li>b</li><li>c d</li></ul>");
  });
});
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vdGVzdC9tYXJrZG93bi50ZXN0LnRzIiwgIi4uL3NyYy9kb20udHMiLCAiLi4vc3JjL2NsaXBib2FyZC50cyIsICIuLi9zcmMvaWNvbnMudHMiLCAiLi4vc3JjL3N0cmluZ3MudHMiLCAiLi4vc3JjL2xpbmtzLnRzIiwgIi4uL3NyYy9hbnN3ZXItcGFydHMudHMiLCAiLi4vc3JjL21hcmtkb3duLXRyZWUudHMiLCAiLi4vc3JjL21hcmtkb3duLWlubGluZS50cyIsICIuLi9zcmMvbWFya2Rvd24tYmxvY2tzLnRzIiwgIi4uL3NyYy9tYXJrZG93bi12aWV3LnRzIiwgIi4uL3Rlc3QvZG9tLnRzIl0sCiAgInNvdXJjZXNDb250ZW50IjogWyJpbXBvcnQgYXNzZXJ0IGZyb20gJ25vZGU6YXNzZXJ0L3N0cmljdCdcbmltcG9ydCB7IGRlc2NyaWJlLCB0ZXN0IH0gZnJvbSAnbm9kZTp0ZXN0J1xuaW1wb3J0IHsgYW5zd2VyUGFydHMgfSBmcm9tICcuLi9zcmMvYW5zd2VyLXBhcnRzJ1xuaW1wb3J0IHsgTWFya2Rvd25WaWV3IH0gZnJvbSAnLi4vc3JjL21hcmtkb3duLXZpZXcnXG5pbXBvcnQgdHlwZSB7IFNvdXJjZSB9IGZyb20gJy4uL3NyYy90dXJuJ1xuaW1wb3J0IHsgdXNlRG9jdW1lbnQgfSBmcm9tICcuL2RvbSdcblxudXNlRG9jdW1lbnQoKVxuXG5jb25zdCBTT1VSQ0VTOiBTb3VyY2VbXSA9IFtcbiAgeyBudW1iZXI6IDEsIHRpdGxlOiAnUmV0dXJucycsIHVybDogJ2h0dHBzOi8vdGVhLmV4YW1wbGUvcmV0dXJucycsIHBhZ2U6ICcnIH0sXG4gIHsgbnVtYmVyOiAyLCB0aXRsZTogJ1Rlcm1zLnBkZicsIHVybDogJycsIHBhZ2U6ICc0JyB9LFxuXVxuXG5mdW5jdGlvbiB2aWV3KHNvdXJjZXMgPSBTT1VSQ0VTKTogTWFya2Rvd25WaWV3IHtcbiAgcmV0dXJuIG5ldyBNYXJrZG93blZpZXcoZG9jdW1lbnQuY3JlYXRlRWxlbWVudCgnZGl2JyksIGFuc3dlclBhcnRzKCgpID0+IHNvdXJjZXMsICgpID0+IHVuZGVmaW5lZCkpXG59XG5cbmZ1bmN0aW9uIGh0bWwoc291cmNlOiBzdHJpbmcsIGxpdmUgPSBmYWxzZSk6IHN0cmluZyB7XG4gIGNvbnN0IHNob3duID0gdmlldygpXG4gIHNob3duLndyaXRlKHNvdXJjZSwgbGl2ZSlcbiAgcmV0dXJuIHNob3duLnJvb3QuaW5uZXJIVE1MXG59XG5cbi8qKiBTaG93cyB0aGUgc291cmNlIHBpZWNlIGJ5IHBpZWNlLiAqL1xuZnVuY3Rpb24gc3RyZWFtZWQoc291cmNlOiBzdHJpbmcsIHNpemU6IG51bWJlcik6IHsgc2hvd246IE1hcmtkb3duVmlldzsgZnJhbWVzOiBzdHJpbmdbXSB9IHtcbiAgY29uc3Qgc2hvd24gPSB2aWV3KClcbiAgY29uc3QgZnJhbWVzOiBzdHJpbmdbXSA9IFtdXG4gIGZvciAobGV0IGVuZCA9IHNpemU7IGVuZCA8IHNvdXJjZS5sZW5ndGggKyBzaXplOyBlbmQgKz0gc2l6ZSkge1xuICAgIHNob3duLndyaXRlKHNvdXJjZS5zbGljZSgwLCBlbmQpLCB0cnVlKVxuICAgIGZyYW1lcy5wdXNoKHNob3duLnJvb3QudGV4dENvbnRlbnQpXG4gIH1cbiAgc2hvd24ud3JpdGUoc291cmNlLCBmYWxzZSlcbiAgcmV0dXJuIHsgc2hvd24sIGZyYW1lcyB9XG59XG5cbmRlc2NyaWJlKCdibG9ja3MnLCAoKSA9PiB7XG4gIGNvbnN0IGNhc2VzOiBbc3RyaW5nLCBzdHJpbmcsIHN0cmluZ11bXSA9IFtcbiAgICBbJ3BhcmFncmFwaHMnLCAnb25lXFxudHdvXFxuXFxudGhyZWUnLCAnPHA+b25lIHR3bzwvcD48cD50aHJlZTwvcD4nXSxcbiAgICBbJ2hhcmQgYnJlYWtzJywgJ29uZSAgXFxudHdvXFxcXFxcbnRocmVlPGJyPmZvdXInLCAnPHA+b25lPGJyPnR3bzxicj50aHJlZTxicj5mb3VyPC9wPiddLFxuICAgIFsnaGVhZGluZ3MnLCAnIyBPbmVcXG4jIyMgVGhyZWUgIyNcXG4jbm8nLCAnPGgzPk9uZTwvaDM+PGg1PlRocmVlPC9oNT48cD4jbm88L3A+J10sXG4gICAgWydydWxlJywgJ2FcXG5cXG4tLS1cXG5iJywgJzxwPmE8L3A+PGhyPjxwPmI8L3A+J10sXG4gICAgWydxdW90ZScsICc+IG9uZVxcbj4gdHdvXFxuPlxcbj4gLSB0aHJlZScsICc8YmxvY2txdW90ZT48cD5vbmUgdHdvPC9wPjx1bD48bGk+dGhyZWU8L2xpPjwvdWw+PC9ibG9ja3F1b3RlPiddLFxuICAgIFsndGlnaHQgbGlzdCcsICctIGFcXG4tIGInLCAnPHVsPjxsaT5hPC9saT48bGk+YjwvbGk+PC91bD4nXSxcbiAgICBbJ2xvb3NlIGxpc3QnLCAnLSBhXFxuXFxuLSBiJywgJzx1bD48bGk+PHA+YTwvcD48L2xpPjxsaT48cD5iPC9wPjwvbGk+PC91bD4nXSxcbiAgICBbJ2xpc3QgdGhhdCBzdGFydHMgZWxzZXdoZXJlJywgJzMuIGFcXG40LiBiJywgJzxvbCBzdGFydD1cIjNcIj48bGk+YTwvbGk+PGxpPmI8L2xpPjwvb2w+J10sXG4gICAgWyduZXN0ZWQgbGlzdCcsICctIGFcXG4gIC0gYlxcbiAgICAxLiBjXFxuLSBkJywgJzx1bD48bGk+YTx1bD48bGk+YjxvbD48bGk+YzwvbGk+PC9vbD48L2xpPjwvdWw+PC9saT48bGk+ZDwvbGk+PC91bD4nXSxcbiAgICBbJ25lc3RlZCBieSB0d28gdW5kZXIgYSBudW1iZXInLCAnMS4gYVxcbiAgLSBiXFxuMi4gYycsICc8b2w+PGxpPmE8dWw+PGxpPmI8L2xpPjwvdWw+PC9saT48bGk+YzwvbGk+PC9vbD4nXSxcbiAgICBbJ3BhcmFncmFwaCBpbiBhIGxpc3QnLCAnLSBhXFxuXFxuICBiXFxuLSBjJywgJzx1bD48bGk+PHA+YTwvcD48cD5iPC9wPjwvbGk+PGxpPjxwPmM8L3A+PC9saT48L3VsPiddLFxuICAgIFsndGFza3MnLCAnLSBbIF0gYVxcbi0gW3hdIGInLCAnPHVsPjxsaT5cdTI2MTAgYTwvbGk+PGxpPlx1MjYxMSBiPC9saT48L3VsPiddLFxuICAgIFsnYSB5ZWFyIGRvZXMgbm90IGJlZ2luIGEgbGlzdCcsICdJdCB3YXNcXG4xOTg0LiBUaGVuJywgJzxwPkl0IHdhcyAxOTg0LiBUaGVuPC9wPiddLFxuICAgIFsnbWFya3VwIGlzIHRleHQnLCAnPGIgb25jbGljaz1cInhcIj4mbHQ7aSZndDs8L2I+JywgJzxwPiZsdDtiIG9uY2xpY2s9XCJ4XCImZ3Q7Jmx0O2kmZ3Q7Jmx0Oy9iJmd0OzwvcD4nXSxcbiAgXVxuICBmb3IgKGNvbnN0IFtuYW1lLCBzb3VyY2UsIGV4cGVjdGVkXSBvZiBjYXNlcykgdGVzdChuYW1lLCAoKSA9PiBhc3NlcnQuZXF1YWwoaHRtbChzb3VyY2UpLnJlcGxhY2UoLyBkaXI9XCJsdHJcIi9nLCAnJyksIGV4cGVjdGVkKSlcblxuICB0ZXN0KCdmZW5jZWQgY29kZSBrZWVwcyBpdHMgdGV4dCBhbmQgdGFrZXMgbm8gbWFya3VwJywgKCkgPT4ge1xuICAgIGNvbnN0IHNob3duID0gdmlldygpXG4gICAgc2hvd24ud3JpdGUoJ2BgYGpzXFxuaWYgKGEgPCBiKSAqKmMqKlxcblxcbiAgZFxcbmBgYFxcbmFmdGVyJywgZmFsc2UpXG4gICAgYXNzZXJ0LmVxdWFsKHNob3duLnJvb3QucXVlcnlTZWxlY3RvcignY29kZScpPy50ZXh0Q29udGVudCwgJ2lmIChhIDwgYikgKipjKipcXG5cXG4gIGQnKVxuICAgIGFzc2VydC5lcXVhbChzaG93bi5yb290LnF1ZXJ5U2VsZWN0b3IoJy5iYXIgc3BhbicpPy50ZXh0Q29udGVudCwgJ2pzJylcbiAgICBhc3NlcnQuZXF1YWwoc2hvd24ucm9vdC5sYXN0RWxlbWVudENoaWxkPy5vdXRlckhUTUwsICc8cD5hZnRlcjwvcD4nKVxuICB9KVxuXG4gIHRlc3QoJ2EgZmVuY2UgaW4gYSBsaXN0IGlzIGNvZGUgb2YgdGhlIGl0ZW0nLCAoKSA9PiB7XG4gICAgY29uc3Qgc2hvd24gPSB2aWV3KClcbiAgICBzaG93bi53cml0ZSgnMS4gcnVuXFxuICAgYGBgXFxuICAgYVxcbiAgICAgYlxcbiAgIGBgYFxcbjIuIGRvbmUnLCBmYWxzZSlcbiAgICBhc3NlcnQuZXF1YWwoc2hvd24ucm9vdC5xdWVyeVNlbGVjdG9yKCdsaSBjb2RlJyk/LnRleHRDb250ZW50LCAnYVxcbiAgYicpXG4gICAgYXNzZXJ0LmVxdWFsKHNob3duLnJvb3QucXVlcnlTZWxlY3RvckFsbCgnb2wgPiBsaScpLmxlbmd0aCwgMilcbiAgfSlcblxuICB0ZXN0KCdhIHRhYmxlIHNjcm9sbHMgaW4gaXRzIG93biBib3gnLCAoKSA9PiB7XG4gICAgY29uc3Qgc2hvd24gPSB2aWV3KClcbiAgICBzaG93bi53cml0ZSgnfCBhIHwgYiBcXFxcfCBjIHxcXG58IC0tLSB8IC0tOiB8XFxufCAxIHwgKioyKiogfFxcbnwgMyB8JywgZmFsc2UpXG4gICAgY29uc3QgdGFibGUgPSBzaG93bi5yb290LnF1ZXJ5U2VsZWN0b3IoJy50YWJsZSA+IHRhYmxlJylcbiAgICBhc3NlcnQuZXF1YWwoXG4gICAgICB0YWJsZT8uaW5uZXJIVE1MLFxuICAgICAgJzx0aGVhZD48dHI+PHRoPmE8L3RoPjx0aCBjbGFzcz1cImVuZFwiPmIgfCBjPC90aD48L3RyPjwvdGhlYWQ+PHRib2R5Pjx0cj48dGQ+MTwvdGQ+PHRkIGNsYXNzPVwiZW5kXCI+PHN0cm9uZz4yPC9zdHJvbmc+PC90ZD48L3RyPjx0cj48dGQ+MzwvdGQ+PHRkIGNsYXNzPVwiZW5kXCI+PC90ZD48L3RyPjwvdGJvZHk+JyxcbiAgICApXG4gIH0pXG59KVxuXG5kZXNjcmliZSgnbWFya3MnLCAoKSA9PiB7XG4gIGNvbnN0IGNhc2VzOiBbc3RyaW5nLCBzdHJpbmcsIHN0cmluZ11bXSA9IFtcbiAgICBbJ2JvbGQsIGl0YWxpYywgc3RydWNrJywgJyoqYioqICppKiBfX2JfXyBfaV8gfn5zfn4gKioqeCoqKicsICc8c3Ryb25nPmI8L3N0cm9uZz4gPGVtPmk8L2VtPiA8c3Ryb25nPmI8L3N0cm9uZz4gPGVtPmk8L2VtPiA8ZGVsPnM8L2RlbD4gPGVtPjxzdHJvbmc+eDwvc3Ryb25nPjwvZW0+J10sXG4gICAgWyduZXN0ZWQnLCAnKiphICpiKiBjKionLCAnPHN0cm9uZz5hIDxlbT5iPC9lbT4gYzwvc3Ryb25nPiddLFxuICAgIFsnbm90IGluIHdvcmRzJywgJ3NuYWtlX2Nhc2VfbmFtZSAyKjMqNCBhIH4gYicsICdzbmFrZV9jYXNlX25hbWUgMjxlbT4zPC9lbT40IGEgfiBiJ10sXG4gICAgWydub3QgYWxvbmUnLCAnYSAqIGIgKiogYycsICdhICogYiAqKiBjJ10sXG4gICAgWyd1bmNsb3NlZCcsICcqKmEgYW5kICpiJywgJyoqYSBhbmQgKmInXSxcbiAgICBbJ2VzY2FwZWQnLCAnXFxcXCphXFxcXCogXFxcXFtiXFxcXF0nLCAnKmEqIFtiXSddLFxuICAgIFsnY29kZScsICdgYSpiKmAgYGBjYGRgYCcsICc8Y29kZT5hKmIqPC9jb2RlPiA8Y29kZT5jYGQ8L2NvZGU+J10sXG4gICAgWydjb2RlIGJlZm9yZSBlbXBoYXNpcycsICcqYSBgYipgIGMqJywgJzxlbT5hIDxjb2RlPmIqPC9jb2RlPiBjPC9lbT4nXSxcbiAgXVxuICBmb3IgKGNvbnN0IFtuYW1lLCBzb3VyY2UsIGV4cGVjdGVkXSBvZiBjYXNlcykgdGVzdChuYW1lLCAoKSA9PiBhc3NlcnQuZXF1YWwoaHRtbChzb3VyY2UpLCBgPHA+JHtleHBlY3RlZH08L3A+YCkpXG59KVxuXG5kZXNjcmliZSgnbGlua3MnLCAoKSA9PiB7XG4gIGNvbnN0IGFuY2hvciA9IChzb3VyY2U6IHN0cmluZykgPT4ge1xuICAgIGNvbnN0IHNob3duID0gdmlldygpXG4gICAgc2hvd24ud3JpdGUoc291cmNlLCBmYWxzZSlcbiAgICByZXR1cm4gc2hvd24ucm9vdC5xdWVyeVNlbGVjdG9yKCdhJylcbiAgfVxuXG4gIHRlc3QoJ3RvIGFub3RoZXIgc2l0ZSBvcGVucyBiZXNpZGUgdGhpcyBwYWdlIGFuZCBjYW5ub3QgcmVhY2ggYmFjaycsICgpID0+IHtcbiAgICBjb25zdCBmb3VuZCA9IGFuY2hvcignW3RoZSAqKnRlYSoqXShodHRwczovL3RlYS5leGFtcGxlL2FfKGIpIFwidGl0bGVcIiknKVxuICAgIGFzc2VydC5lcXVhbChmb3VuZD8uZ2V0QXR0cmlidXRlKCdocmVmJyksICdodHRwczovL3RlYS5leGFtcGxlL2FfKGIpJylcbiAgICBhc3NlcnQuZXF1YWwoZm91bmQ/LmdldEF0dHJpYnV0ZSgncmVsJyksICdub29wZW5lcicpXG4gICAgYXNzZXJ0LmVxdWFsKGZvdW5kPy5nZXRBdHRyaWJ1dGUoJ3RhcmdldCcpLCAnX2JsYW5rJylcbiAgICBhc3NlcnQuZXF1YWwoZm91bmQ/LmlubmVySFRNTCwgJ3RoZSA8c3Ryb25nPnRlYTwvc3Ryb25nPicpXG4gIH0pXG5cbiAgdGVzdCgndG8gdGhpcyBzaXRlIHN0YXlzIGhlcmUnLCAoKSA9PiB7XG4gICAgYXNzZXJ0LmVxdWFsKGFuY2hvcignW3hdKC9yZXR1cm5zKScpPy5nZXRBdHRyaWJ1dGUoJ2hyZWYnKSwgJ2h0dHBzOi8vc2hvcC5leGFtcGxlL3JldHVybnMnKVxuICAgIGFzc2VydC5lcXVhbChhbmNob3IoJ1t4XSgvcmV0dXJucyknKT8uZ2V0QXR0cmlidXRlKCd0YXJnZXQnKSwgbnVsbClcbiAgfSlcblxuICBmb3IgKGNvbnN0IGFkZHJlc3Mgb2YgWydqYXZhc2NyaXB0OmFsZXJ0KDEpJywgJ0phVmFTY1JpUHQ6YWxlcnQoMSknLCAnamF2YVxcdHNjcmlwdDphbGVydCgxKScsICdcXHUwMDAxamF2YXNjcmlwdDphbGVydCgxKScsICdkYXRhOnRleHQvaHRtbCx4JywgJ3Zic2NyaXB0OngnLCAnYmxvYjpodHRwczovL3gveScsICdmaWxlOi8vL2V0Yy9wYXNzd2QnXSkge1xuICAgIHRlc3QoYG5ldmVyIHRvICR7SlNPTi5zdHJpbmdpZnkoYWRkcmVzcyl9YCwgKCkgPT4ge1xuICAgICAgYXNzZXJ0LmVxdWFsKGFuY2hvcihgW3hdKCR7YWRkcmVzc30pYCksIG51bGwpXG4gICAgICBhc3NlcnQuZXF1YWwoYW5jaG9yKGBbeF0oPCR7YWRkcmVzc30+KWApLCBudWxsKVxuICAgIH0pXG4gIH1cblxuICB0ZXN0KCdiYXJlIGFkZHJlc3NlcyBlbmQgYmVmb3JlIHB1bmN0dWF0aW9uJywgKCkgPT4ge1xuICAgIGFzc2VydC5lcXVhbChhbmNob3IoJ1NlZSBodHRwczovL3RlYS5leGFtcGxlL2E/Yj0xJmM9Mi4nKT8uZ2V0QXR0cmlidXRlKCdocmVmJyksICdodHRwczovL3RlYS5leGFtcGxlL2E/Yj0xJmM9MicpXG4gICAgYXNzZXJ0LmVxdWFsKGFuY2hvcignKGh0dHBzOi8vdGVhLmV4YW1wbGUveCknKT8uZ2V0QXR0cmlidXRlKCdocmVmJyksICdodHRwczovL3RlYS5leGFtcGxlL3gnKVxuICAgIGFzc2VydC5lcXVhbChhbmNob3IoJzxtYWlsdG86YUB0ZWEuZXhhbXBsZT4nKT8udGV4dENvbnRlbnQsICdhQHRlYS5leGFtcGxlJylcbiAgfSlcblxuICB0ZXN0KCdhIHBpY3R1cmUgYmVjb21lcyBhIGxpbms6IHRvIGxvYWQgaXQgd291bGQgdGVsbCBpdHMgaG9zdCB3aG8gcmVhZHMgdGhpcycsICgpID0+IHtcbiAgICBjb25zdCBzaG93biA9IHZpZXcoKVxuICAgIHNob3duLndyaXRlKCchW2N1cF0oaHR0cHM6Ly9zcHkuZXhhbXBsZS9jLnBuZyknLCBmYWxzZSlcbiAgICBhc3NlcnQuZXF1YWwoc2hvd24ucm9vdC5xdWVyeVNlbGVjdG9yKCdpbWcnKSwgbnVsbClcbiAgICBhc3NlcnQuZXF1YWwoYW5jaG9yKCchW2N1cF0oaHR0cHM6Ly9zcHkuZXhhbXBsZS9jLnBuZyknKT8udGV4dENvbnRlbnQsICdjdXAnKVxuICB9KVxufSlcblxuZGVzY3JpYmUoJ2NpdGF0aW9ucycsICgpID0+IHtcbiAgdGVzdCgnbGVhZCB0byB0aGVpciBzb3VyY2VzJywgKCkgPT4ge1xuICAgIGNvbnN0IHNob3duID0gdmlldygpXG4gICAgc2hvd24ud3JpdGUoJ1llcyBbMSwgMl0gWzNdIFsxXShodHRwczovL2EuZXhhbXBsZSknLCBmYWxzZSlcbiAgICBjb25zdCBtYXJrcyA9IFsuLi5zaG93bi5yb290LnF1ZXJ5U2VsZWN0b3JBbGwoJy5jaXRlJyldXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChtYXJrcy5tYXAoKG1hcmspID0+IGAke21hcmsubG9jYWxOYW1lfSAke21hcmsudGV4dENvbnRlbnR9ICR7bWFyay5nZXRBdHRyaWJ1dGUoJ2FyaWEtbGFiZWwnKSA/PyAnJ31gKSwgWydhIDEgU291cmNlIDE6IFJldHVybnMnLCAnYnV0dG9uIDIgU291cmNlIDI6IFRlcm1zLnBkZiddKVxuICAgIGFzc2VydC5tYXRjaChzaG93bi5yb290LnRleHRDb250ZW50LCAvXFxbM1xcXSAxJC8pXG4gIH0pXG5cbiAgdGVzdCgna2VlcCB0aGVpciBsb29rIHdoaWxlIG1vcmUgdGV4dCBhcnJpdmVzJywgKCkgPT4ge1xuICAgIGNvbnN0IHsgc2hvd24gfSA9IHN0cmVhbWVkKCdZZXMgWzJdLCBpbmRlZWQuIEFuZCBtb3JlIFsxXSBvZiBpdC4nLCAzKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoWy4uLnNob3duLnJvb3QucXVlcnlTZWxlY3RvckFsbCgnLmNpdGUnKV0ubWFwKChtYXJrKSA9PiBtYXJrLnRleHRDb250ZW50KSwgWycyJywgJzEnXSlcbiAgfSlcbn0pXG5cbmNvbnN0IExPTkcgPSBgIyBUaXRsZVxuXG5JbnRybyB3aXRoICoqYm9sZCAqYW5kIGl0YWxpYyogdGV4dCoqLCBcXGBjb2RlXFxgIGFuZCBbYSBsaW5rXShodHRwczovL3RlYS5leGFtcGxlL3gpLlxuXG4xLiBmaXJzdFxuICAgLSBuZXN0ZWQgKipvbmUqKlxuICAgLSBuZXN0ZWQgdHdvXG5cbiAgICAgd2l0aCBhIHBhcmFncmFwaFxuMi4gc2Vjb25kXG5cblxcYFxcYFxcYGh0bWxcbjxiPioqbm90IGJvbGQqKjwvYj5cblxuXFxgXFxgXFxgXG5cbnwgYSB8IGIgfFxufCAtIHwgLTogfFxufCAxIHwgKjIqIHxcbnwgMyB8IDQgfFxuXG4+IHF1b3RlZFxuPiAtIGxpc3RcblxuLS0tXG5cblRoZSBlbmQgWzFdLiBodHRwczovL3RlYS5leGFtcGxlL2VuZGBcblxuZGVzY3JpYmUoJ3N0cmVhbWluZycsICgpID0+IHtcbiAgZm9yIChjb25zdCBzaXplIG9mIFsxLCAyLCAzLCA3LCA0MF0pIHtcbiAgICB0ZXN0KGBpbiBwaWVjZXMgb2YgJHtzaXplfSBnaXZlcyB3aGF0IHRoZSB3aG9sZSBnaXZlc2AsICgpID0+IHtcbiAgICAgIGFzc2VydC5lcXVhbChzdHJlYW1lZChMT05HLCBzaXplKS5zaG93bi5yb290LmlubmVySFRNTCwgaHRtbChMT05HKSlcbiAgICB9KVxuICB9XG5cbiAgdGVzdCgnbmV2ZXIgc2hvd3MgYSBtYXJrIHRoYXQgaXMgc3RpbGwgb3BlbicsICgpID0+IHtcbiAgICBjb25zdCB7IGZyYW1lcyB9ID0gc3RyZWFtZWQoJ0EgKipib2xkKiogd29yZCwgYGNvZGVgIGFuZCBbYSBsaW5rXShodHRwczovL3RlYS5leGFtcGxlL3gpIHRvICpzZWUqLlxcblxcbi0gb25lXFxuLSB0d28nLCAxKVxuICAgIGZvciAoY29uc3QgZnJhbWUgb2YgZnJhbWVzKSBhc3NlcnQuZG9lc05vdE1hdGNoKGZyYW1lLCAvWypgW1xcXSgpXXxeLS8pXG4gIH0pXG5cbiAgdGVzdCgnb25seSBldmVyIGFkZHMgdGV4dCcsICgpID0+IHtcbiAgICBjb25zdCB7IGZyYW1lcyB9ID0gc3RyZWFtZWQoTE9ORywgMSlcbiAgICBmcmFtZXMucmVkdWNlKChiZWZvcmUsIGFmdGVyKSA9PiB7XG4gICAgICBhc3NlcnQub2soYWZ0ZXIuc3RhcnRzV2l0aChiZWZvcmUpLCBgJHtKU09OLnN0cmluZ2lmeShiZWZvcmUpfSBiZWNhbWUgJHtKU09OLnN0cmluZ2lmeShhZnRlcil9YClcbiAgICAgIHJldHVybiBhZnRlclxuICAgIH0pXG4gIH0pXG5cbiAgdGVzdCgnbGVhdmVzIGZpbmlzaGVkIGJsb2NrcyBhbmQgZXF1YWwgcGFydHMgb2YgdGhlIGxhc3Qgb25lIGFsb25lJywgKCkgPT4ge1xuICAgIGNvbnN0IHNob3duID0gdmlldygpXG4gICAgc2hvd24ud3JpdGUoJ29uZVxcblxcbi0gKiphKipcXG4tIGInLCB0cnVlKVxuICAgIGNvbnN0IFtwYXJhZ3JhcGgsIGl0ZW1dID0gW3Nob3duLnJvb3QucXVlcnlTZWxlY3RvcigncCcpLCBzaG93bi5yb290LnF1ZXJ5U2VsZWN0b3IoJ3N0cm9uZycpXVxuICAgIHNob3duLndyaXRlKCdvbmVcXG5cXG4tICoqYSoqXFxuLSBiIGFuZCBjXFxuLSBkJywgdHJ1ZSlcbiAgICBhc3NlcnQuZXF1YWwoc2hvd24ucm9vdC5xdWVyeVNlbGVjdG9yKCdwJyksIHBhcmFncmFwaClcbiAgICBhc3NlcnQuZXF1YWwoc2hvd24ucm9vdC5xdWVyeVNlbGVjdG9yKCdzdHJvbmcnKSwgaXRlbSlcbiAgfSlcblxuICB0ZXN0KCdzaG93cyBhbm90aGVyIHRleHQgZnJvbSBpdHMgYmVnaW5uaW5nJywgKCkgPT4ge1xuICAgIGNvbnN0IHNob3duID0gdmlldygpXG4gICAgc2hvd24ud3JpdGUoJ29uZVxcblxcbnR3bycsIHRydWUpXG4gICAgc2hvd24ud3JpdGUoJ3RocmVlJywgdHJ1ZSlcbiAgICBhc3NlcnQuZXF1YWwoc2hvd24ucm9vdC5pbm5lckhUTUwsICc8cD50aHJlZTwvcD4nKVxuICB9KVxuXG4gIHRlc3QoJ3Rha2VzIGJvdW5kZWQgdGltZSBmb3Igb2RkIGlucHV0JywgKCkgPT4ge1xuICAgIGZvciAoY29uc3Qgb2RkIG9mIFsnKmEgJy5yZXBlYXQoNjAwMCksICdbYScucmVwZWF0KDYwMDApLCAnPiAnLnJlcGVhdCgzMDAwKSArICd4JywgJy0gJy5yZXBlYXQoMzAwMCkgKyAneCcsICdgJy5yZXBlYXQoNjAwMCksICcqKmEqJy5yZXBlYXQoNDAwMCksICd8Jy5yZXBlYXQoODAwMCldKSB7XG4gICAgICBjb25zdCBzdGFydGVkID0gcGVyZm9ybWFuY2Uubm93KClcbiAgICAgIGh0bWwob2RkKVxuICAgICAgY29uc3QgdG9vayA9IHBlcmZvcm1hbmNlLm5vdygpIC0gc3RhcnRlZFxuICAgICAgYXNzZXJ0Lm9rKHRvb2sgPCAxNTAwLCBgJHtvZGQuc2xpY2UoMCwgNil9XHUyMDI2IHRvb2sgJHt0b29rfSBtc2ApXG4gICAgfVxuICB9KVxuXG4gIHRlc3QoJ2hhbmRsZXMgZXZlcnkga2luZCBvZiBsaW5lIGVuZCcsICgpID0+IHtcbiAgICBhc3NlcnQuZXF1YWwoc3RyZWFtZWQoJ2FcXHJcXG5cXHJcXG4tIGJcXHJcXG4tIGNcXHJkJywgMSkuc2hvd24ucm9vdC5pbm5lckhUTUwsICc8cD5hPC9wPjx1bD48bGk+YjwvbGk+PGxpPmMgZDwvbGk+PC91bD4nKVxuICB9KVxufSlcbiIsICJ0eXBlIEF0dHJpYnV0ZXMgPSBSZWNvcmQ8c3RyaW5nLCBzdHJpbmc+XG5cbi8qKiBDcmVhdGVzIGFuIGVsZW1lbnQuIEF0dHJpYnV0ZXMgYXJlIHBsYWluIHRleHQ6IG5ldmVyIGBzdHlsZWAsIG5ldmVyIGFuIGV2ZW50IGhhbmRsZXIuICovXG5leHBvcnQgZnVuY3Rpb24gaDxLIGV4dGVuZHMga2V5b2YgSFRNTEVsZW1lbnRUYWdOYW1lTWFwPihcbiAgdGFnOiBLLFxuICBhdHRyaWJ1dGVzOiBBdHRyaWJ1dGVzID0ge30sXG4gIC4uLmNoaWxkcmVuOiAoTm9kZSB8IHN0cmluZylbXVxuKTogSFRNTEVsZW1lbnRUYWdOYW1lTWFwW0tdIHtcbiAgY29uc3QgZWxlbWVudCA9IGRvY3VtZW50LmNyZWF0ZUVsZW1lbnQodGFnKVxuICBmb3IgKGNvbnN0IG5hbWUgaW4gYXR0cmlidXRlcykgZWxlbWVudC5zZXRBdHRyaWJ1dGUobmFtZSwgYXR0cmlidXRlc1tuYW1lXSA/PyAnJylcbiAgZWxlbWVudC5hcHBlbmQoLi4uY2hpbGRyZW4pXG4gIHJldHVybiBlbGVtZW50XG59XG5cbi8qKiBBIGNvbnN0cnVjdGVkIHN0eWxlc2hlZXQ6IHRoZSBvbmx5IGtpbmQgdGhhdCBhIHBhZ2Ugd2l0aCBgc3R5bGUtc3JjICdub25lJ2AgYWNjZXB0cy4gKi9cbmV4cG9ydCBmdW5jdGlvbiBzaGVldE9mKGNzczogc3RyaW5nKTogQ1NTU3R5bGVTaGVldCB7XG4gIGNvbnN0IHNoZWV0ID0gbmV3IENTU1N0eWxlU2hlZXQoKVxuICBzaGVldC5yZXBsYWNlU3luYyhjc3MpXG4gIHJldHVybiBzaGVldFxufVxuIiwgImltcG9ydCB7IGggfSBmcm9tICcuL2RvbSdcblxuLyoqIENvcGllcyB0ZXh0OyBhbHNvIG9uIHBhZ2VzIHdpdGhvdXQgVExTLCB3aGljaCBoYXZlIG5vIGNsaXBib2FyZCBBUEkuICovXG5leHBvcnQgYXN5bmMgZnVuY3Rpb24gY29weVRleHQodGV4dDogc3RyaW5nLCBuZWFyOiBIVE1MRWxlbWVudCk6IFByb21pc2U8Ym9vbGVhbj4ge1xuICB0cnkge1xuICAgIGF3YWl0IG5hdmlnYXRvci5jbGlwYm9hcmQud3JpdGVUZXh0KHRleHQpXG4gICAgcmV0dXJuIHRydWVcbiAgfSBjYXRjaCB7XG4gICAgcmV0dXJuIGNvcHlTZWxlY3RlZCh0ZXh0LCBuZWFyKVxuICB9XG59XG5cbmZ1bmN0aW9uIGNvcHlTZWxlY3RlZCh0ZXh0OiBzdHJpbmcsIG5lYXI6IEhUTUxFbGVtZW50KTogYm9vbGVhbiB7XG4gIGNvbnN0IGFyZWEgPSBoKCd0ZXh0YXJlYScsIHsgY2xhc3M6ICdhc2lkZScsICdhcmlhLWhpZGRlbic6ICd0cnVlJywgdGFiaW5kZXg6ICctMScgfSlcbiAgYXJlYS52YWx1ZSA9IHRleHRcbiAgbmVhci5hcHBlbmQoYXJlYSlcbiAgYXJlYS5zZWxlY3QoKVxuICAvLyBlc2xpbnQtZGlzYWJsZS1uZXh0LWxpbmUgQHR5cGVzY3JpcHQtZXNsaW50L25vLWRlcHJlY2F0ZWQgLS0gdGhlIG9ubHkgd2F5IHRoZXJlXG4gIGNvbnN0IGNvcGllZCA9IGRvY3VtZW50LmV4ZWNDb21tYW5kKCdjb3B5JylcbiAgYXJlYS5yZW1vdmUoKVxuICBuZWFyLmZvY3VzKHsgcHJldmVudFNjcm9sbDogdHJ1ZSB9KVxuICByZXR1cm4gY29waWVkXG59XG4iLCAiY29uc3QgU1ZHID0gJ2h0dHA6Ly93d3cudzMub3JnLzIwMDAvc3ZnJ1xuXG4vKiogVGhlIHNpZ246IGEga2V5aG9sZSBpbnNpZGUgYSBzcGVlY2ggYnViYmxlLiBGaWxsZWQsIGFsbCBvdGhlcnMgYXJlIHN0cm9rZXMuICovXG5leHBvcnQgY29uc3QgU0lHTiA9XG4gICdNMTIgMi42YTkuNiA4LjYgMCAxIDEtMi45IDE2LjhsLTQuOSAyLjNjLS40LjItLjktLjEtLjgtLjZsLjYtNC41QTkuNiA4LjYgMCAwIDEgMTIgMi42Wm0wIDMuN2EyLjggMi44IDAgMCAwLTEuNCA1LjJsLTEuMSA0LjNoNWwtMS4xLTQuM0EyLjggMi44IDAgMCAwIDEyIDYuM1onXG5leHBvcnQgY29uc3QgQ1JPU1MgPSAnTTYgNmwxMiAxMk0xOCA2TDYgMTgnXG5leHBvcnQgY29uc3QgUEVOQ0lMID0gJ00xMi41IDVIN2EzIDMgMCAwIDAtMyAzdjlhMyAzIDAgMCAwIDMgM2g5YTMgMyAwIDAgMCAzLTN2LTUuNU0xOC40IDMuNmExLjcgMS43IDAgMCAxIDIuNCAyLjRMMTMgMTMuOGwtMy4yLjguOC0zLjJ6J1xuZXhwb3J0IGNvbnN0IEVYUEFORCA9ICdNMTQgNGg2djZNMjAgNGwtNyA3TTEwIDIwSDR2LTZNNCAyMGw3LTcnXG5leHBvcnQgY29uc3QgQ09OVFJBQ1QgPSAnTTIwIDEwaC02VjRNMTQgMTBsNy03TTQgMTRoNnY2TTEwIDE0bC03IDcnXG5leHBvcnQgY29uc3QgQVJST1dfVVAgPSAnTTEyIDE5VjVNNS41IDExLjVMMTIgNWw2LjUgNi41J1xuZXhwb3J0IGNvbnN0IEFSUk9XX0RPV04gPSAnTTEyIDV2MTRNNS41IDEyLjVMMTIgMTlsNi41LTYuNSdcbmV4cG9ydCBjb25zdCBTVE9QID0gJ004IDdoOGExIDEgMCAwIDEgMSAxdjhhMSAxIDAgMCAxLTEgMUg4YTEgMSAwIDAgMS0xLTFWOGExIDEgMCAwIDEgMS0xWidcbmV4cG9ydCBjb25zdCBBTEVSVCA9ICdNMTIgOHY1TTEyIDE2LjV2LjAxTTEyIDNhOSA5IDAgMSAxIDAgMTggOSA5IDAgMCAxIDAtMThaJ1xuZXhwb3J0IGNvbnN0IENMT1VEX09GRiA9ICdNNCA0bDE2IDE2TTkgNi4zQTYgNiAwIDAgMSAxNy44IDExIDQgNCAwIDAgMSAyMCAxNy41TTE2IDE4SDdhNC41IDQuNSAwIDAgMS0uOS04LjknXG5leHBvcnQgY29uc3QgQ09QWSA9ICdNOSA5aDlhMiAyIDAgMCAxIDIgMnY3YTIgMiAwIDAgMS0yIDJoLTdhMiAyIDAgMCAxLTItMnpNMTUgOVY2YTIgMiAwIDAgMC0yLTJINmEyIDIgMCAwIDAtMiAydjdhMiAyIDAgMCAwIDIgMmgzJ1xuZXhwb3J0IGNvbnN0IENIRUNLID0gJ001IDEyLjVsNC41IDQuNUwxOSA3LjUnXG5leHBvcnQgY29uc3QgUkVUUlkgPSAnTTIwIDExYTggOCAwIDEgMC0yLjMgNi4yTTIwIDV2NmgtNidcblxuZXhwb3J0IGZ1bmN0aW9uIGljb24ocGF0aDogc3RyaW5nLCBmaWxsZWQgPSBwYXRoID09PSBTSUdOKTogU1ZHU1ZHRWxlbWVudCB7XG4gIGNvbnN0IHN2ZyA9IGRvY3VtZW50LmNyZWF0ZUVsZW1lbnROUyhTVkcsICdzdmcnKVxuICBjb25zdCBzaGFwZSA9IGRvY3VtZW50LmNyZWF0ZUVsZW1lbnROUyhTVkcsICdwYXRoJylcbiAgY29uc3QgYXR0cmlidXRlczogUmVjb3JkPHN0cmluZywgc3RyaW5nPiA9IGZpbGxlZFxuICAgID8geyBmaWxsOiAnY3VycmVudENvbG9yJywgJ2ZpbGwtcnVsZSc6ICdldmVub2RkJyB9XG4gICAgOiB7IGZpbGw6ICdub25lJywgc3Ryb2tlOiAnY3VycmVudENvbG9yJywgJ3N0cm9rZS13aWR0aCc6ICcxLjgnLCAnc3Ryb2tlLWxpbmVjYXAnOiAncm91bmQnLCAnc3Ryb2tlLWxpbmVqb2luJzogJ3JvdW5kJyB9XG4gIHN2Zy5zZXRBdHRyaWJ1dGUoJ3ZpZXdCb3gnLCAnMCAwIDI0IDI0JylcbiAgc3ZnLnNldEF0dHJpYnV0ZSgnYXJpYS1oaWRkZW4nLCAndHJ1ZScpXG4gIHNoYXBlLnNldEF0dHJpYnV0ZSgnZCcsIHBhdGgpXG4gIGZvciAoY29uc3QgbmFtZSBpbiBhdHRyaWJ1dGVzKSBzaGFwZS5zZXRBdHRyaWJ1dGUobmFtZSwgYXR0cmlidXRlc1tuYW1lXSA/PyAnJylcbiAgc3ZnLmFwcGVuZChzaGFwZSlcbiAgcmV0dXJuIHN2Z1xufVxuIiwgIi8qKiBFdmVyeSB3b3JkIHRoYXQgYSB2aXNpdG9yIGNhbiByZWFkLiBPbmUgb2JqZWN0IGZvciBlYWNoIG1vZHVsZSB0aGF0IGlzIGxvYWRlZCBvbiBpdHMgb3duLiAqL1xuXG5leHBvcnQgY29uc3QgZWxlbWVudFN0cmluZ3MgPSB7XG4gIG9wZW46IChuYW1lOiBzdHJpbmcpID0+IChuYW1lID8gYE9wZW4gY2hhdCB3aXRoICR7bmFtZX1gIDogJ09wZW4gY2hhdCcpLFxuICBjbG9zZTogJ0Nsb3NlIGNoYXQnLFxuICBwYW5lbDogJ0NoYXQnLFxuICBsb2FkRmFpbGVkOiAnVGhlIGNoYXQgY291bGQgbm90IGJlIGxvYWRlZC4nLFxuICByZXRyeTogJ1RyeSBhZ2FpbicsXG59XG5cbmV4cG9ydCBjb25zdCBwYW5lbFN0cmluZ3MgPSB7XG4gIG5ld0NvbnZlcnNhdGlvbjogJ05ldyBjb252ZXJzYXRpb24nLFxuICBleHBhbmQ6ICdNYWtlIHRoZSBjaGF0IGxhcmdlcicsXG4gIGNvbnRyYWN0OiAnTWFrZSB0aGUgY2hhdCBzbWFsbGVyJyxcbiAgY2xvc2U6ICdDbG9zZSBjaGF0JyxcblxuICBsb2c6ICdDb252ZXJzYXRpb24nLFxuICB5b3U6ICdZb3U6JyxcbiAgYW5zd2VyT2Y6IChuYW1lOiBzdHJpbmcpID0+IGAke25hbWV9OmAsXG4gIGFzc2lzdGFudDogJ0Fzc2lzdGFudCcsXG4gIHRoaW5raW5nOiAobmFtZTogc3RyaW5nKSA9PiBgJHtuYW1lfSBpcyB0aGlua2luZ2AsXG4gIGxhdGVzdDogJ0p1bXAgdG8gdGhlIGxhdGVzdCBtZXNzYWdlJyxcbiAgc3RhcnRlcnM6ICdTdWdnZXN0ZWQgcXVlc3Rpb25zJyxcblxuICBtZXNzYWdlOiAobmFtZTogc3RyaW5nKSA9PiBgTWVzc2FnZSB0byAke25hbWV9YCxcbiAgcGxhY2Vob2xkZXI6ICdXcml0ZSBhIG1lc3NhZ2UnLFxuICBzZW5kOiAnU2VuZCBtZXNzYWdlJyxcbiAgc3RvcDogJ1N0b3AgYW5zd2VyaW5nJyxcblxuICBzdG9wcGVkOiAnWW91IHN0b3BwZWQgdGhpcyBhbnN3ZXIuJyxcbiAgaW50ZXJydXB0ZWQ6ICdUaGlzIGFuc3dlciB3YXMgY3V0IHNob3J0LicsXG4gIGZhaWxlZDogJ05vIGFuc3dlciBjYW1lIGJhY2suJyxcbiAgbm90U2VudDogJ1lvdXIgbWVzc2FnZSB3YXMgbm90IHNlbnQuJyxcbiAgcmF0ZUxpbWl0ZWQ6ICdUaGF0IHdhcyBhIGxvdCBhdCBvbmNlLiBQbGVhc2Ugd2FpdCBhIG1vbWVudCBhbmQgdHJ5IGFnYWluLicsXG4gIGxpbWl0OiAnVGhpcyBjb252ZXJzYXRpb24gaGFzIHJlYWNoZWQgaXRzIG1heGltdW0gbnVtYmVyIG9mIG1lc3NhZ2VzLicsXG4gIG1lc3NhZ2VzTGVmdDogKGNvdW50OiBudW1iZXIpID0+IChjb3VudCA9PT0gMSA/ICcxIG1lc3NhZ2UgbGVmdCBpbiB0aGlzIGNvbnZlcnNhdGlvbicgOiBgJHtjb3VudH0gbWVzc2FnZXMgbGVmdCBpbiB0aGlzIGNvbnZlcnNhdGlvbmApLFxuICBnb25lOiAnVGhpcyBjb252ZXJzYXRpb24gaXMgbm8gbG9uZ2VyIGF2YWlsYWJsZS4nLFxuICB1bmF2YWlsYWJsZTogJ1RoaXMgY2hhdCBpcyBub3QgYXZhaWxhYmxlIHJpZ2h0IG5vdy4nLFxuICBsb2FkRmFpbGVkOiAnVGhlIGNoYXQgY291bGQgbm90IGJlIGxvYWRlZC4nLFxuICByZXRyeTogJ1RyeSBhZ2FpbicsXG4gIHN0YXJ0T3ZlcjogJ1N0YXJ0IGEgbmV3IGNvbnZlcnNhdGlvbicsXG5cbiAgb2ZmbGluZTogJ1lvdSBhcmUgb2ZmbGluZS4gVGhlIGNoYXQgY29udGludWVzIHdoZW4gdGhlIGNvbm5lY3Rpb24gaXMgYmFjay4nLFxuICByZWNvbm5lY3Rpbmc6ICdDb25uZWN0aW9uIGxvc3QuIFJlY29ubmVjdGluZyBcdTIwMjYnLFxuXG4gIGNvbmZpcm1OZXc6ICdBbiBhbnN3ZXIgaXMgc3RpbGwgYmVpbmcgd3JpdHRlbi4nLFxuICBjb25maXJtTmV3WWVzOiAnU3RhcnQgb3ZlcicsXG4gIGNvbmZpcm1OZXdObzogJ0tlZXAgaXQnLFxuXG4gIHNvdXJjZXM6ICdTb3VyY2VzJyxcbiAgc291cmNlOiAobnVtYmVyOiBudW1iZXIsIHRpdGxlOiBzdHJpbmcpID0+IGBTb3VyY2UgJHtudW1iZXJ9OiAke3RpdGxlfWAsXG4gIHBhZ2U6IChwYWdlOiBzdHJpbmcpID0+IGBwYWdlICR7cGFnZX1gLFxuICBtb3JlU291cmNlczogKGNvdW50OiBudW1iZXIpID0+IGAke2NvdW50fSBtb3JlYCxcbiAgbmV3VGFiOiAnKG9wZW5zIGluIGEgbmV3IHRhYiknLFxuICBjb2RlOiAnQ29kZScsXG4gIHRhYmxlOiAnVGFibGUnLFxuICBjb3B5OiAnQ29weScsXG4gIGNvcGllZDogJ0NvcGllZCcsXG5cbiAgcHJpdmFjeTogJ1ByaXZhY3knLFxuICB0ZXJtczogJ1Rlcm1zJyxcbiAgYnJhbmRpbmc6ICdMYXRjaGtleScsXG59XG4iLCAiaW1wb3J0IHsgaCB9IGZyb20gJy4vZG9tJ1xuaW1wb3J0IHsgcGFuZWxTdHJpbmdzIGFzIHN0cmluZ3MgfSBmcm9tICcuL3N0cmluZ3MnXG5cbmNvbnN0IFNDSEVNRVMgPSBbJ2h0dHBzOicsICdodHRwOicsICdtYWlsdG86JywgJ3RlbDonXVxuXG4vKiogVGhlIGFkZHJlc3MgaWYgaXQgaXMgb25lIHRoYXQgYSBsaW5rIG1heSBsZWFkIHRvLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHNhZmVVcmwoYWRkcmVzczogc3RyaW5nKTogVVJMIHwgdW5kZWZpbmVkIHtcbiAgdHJ5IHtcbiAgICBjb25zdCB1cmwgPSBuZXcgVVJMKGFkZHJlc3MudHJpbSgpLCBkb2N1bWVudC5iYXNlVVJJKVxuICAgIHJldHVybiBTQ0hFTUVTLmluY2x1ZGVzKHVybC5wcm90b2NvbCkgPyB1cmwgOiB1bmRlZmluZWRcbiAgfSBjYXRjaCB7XG4gICAgcmV0dXJuIHVuZGVmaW5lZFxuICB9XG59XG5cbi8qKiBBIGxpbmsgdGhhdCBjYW5ub3QgcmVhY2ggYmFjayB0byB0aGlzIHBhZ2U7IG9uZSB0byBlbHNld2hlcmUgb3BlbnMgYmVzaWRlIGl0LiBBbiBhZGRyZXNzIHRoYXQgaXMgbm90IGFsbG93ZWQgZ2l2ZXMgcGxhaW4gdGV4dC4gKi9cbmV4cG9ydCBmdW5jdGlvbiBsaW5rKGFkZHJlc3M6IHN0cmluZywgYXR0cmlidXRlczogUmVjb3JkPHN0cmluZywgc3RyaW5nPiA9IHt9KTogSFRNTEVsZW1lbnQge1xuICBjb25zdCB1cmwgPSBzYWZlVXJsKGFkZHJlc3MpXG4gIGlmICghdXJsKSByZXR1cm4gaCgnc3BhbicsIGF0dHJpYnV0ZXMpXG4gIGNvbnN0IGFuY2hvciA9IGgoJ2EnLCB7IC4uLmF0dHJpYnV0ZXMsIGhyZWY6IHVybC5ocmVmLCByZWw6ICdub29wZW5lcicgfSlcbiAgaWYgKHVybC5vcmlnaW4gIT09IGxvY2F0aW9uLm9yaWdpbiAmJiB1cmwucHJvdG9jb2wuc3RhcnRzV2l0aCgnaHR0cCcpKSB7XG4gICAgYW5jaG9yLnRhcmdldCA9ICdfYmxhbmsnXG4gICAgYW5jaG9yLnNldEF0dHJpYnV0ZSgnYXJpYS1kZXNjcmlwdGlvbicsIHN0cmluZ3MubmV3VGFiKVxuICB9XG4gIHJldHVybiBhbmNob3Jcbn1cbiIsICJpbXBvcnQgeyBjb3B5VGV4dCB9IGZyb20gJy4vY2xpcGJvYXJkJ1xuaW1wb3J0IHsgaCB9IGZyb20gJy4vZG9tJ1xuaW1wb3J0IHsgQ0hFQ0ssIENPUFksIGljb24gfSBmcm9tICcuL2ljb25zJ1xuaW1wb3J0IHsgbGluayB9IGZyb20gJy4vbGlua3MnXG5pbXBvcnQgdHlwZSB7IE1hcmtkb3duUGFydHMgfSBmcm9tICcuL21hcmtkb3duLXZpZXcnXG5pbXBvcnQgeyBwYW5lbFN0cmluZ3MgYXMgc3RyaW5ncyB9IGZyb20gJy4vc3RyaW5ncydcbmltcG9ydCB0eXBlIHsgU291cmNlIH0gZnJvbSAnLi90dXJuJ1xuXG5jb25zdCBDT1BJRURfTVMgPSAyMDAwXG5cbi8qKiBIb3cgdGhlIHNwZWNpYWwgcGFydHMgb2YgYW4gYW5zd2VyIGxvb2suICovXG5leHBvcnQgZnVuY3Rpb24gYW5zd2VyUGFydHMoc291cmNlczogKCkgPT4gU291cmNlW10sIHJldmVhbDogKHNvdXJjZTogU291cmNlKSA9PiB2b2lkKTogTWFya2Rvd25QYXJ0cyB7XG4gIHJldHVybiB7XG4gICAgbGluayxcbiAgICB0YWJsZTogKHRhYmxlKSA9PiBoKCdkaXYnLCB7IGNsYXNzOiAndGFibGUnLCByb2xlOiAncmVnaW9uJywgdGFiaW5kZXg6ICcwJywgJ2FyaWEtbGFiZWwnOiBzdHJpbmdzLnRhYmxlIH0sIHRhYmxlKSxcbiAgICBjb2RlOiBjb2RlQmxvY2ssXG4gICAgY2l0ZTogKG51bWJlcikgPT4ge1xuICAgICAgY29uc3Qgc291cmNlID0gc291cmNlcygpLmZpbmQoKGtub3duKSA9PiBrbm93bi5udW1iZXIgPT09IG51bWJlcilcbiAgICAgIHJldHVybiBzb3VyY2UgJiYgY2l0YXRpb24oc291cmNlLCByZXZlYWwpXG4gICAgfSxcbiAgfVxufVxuXG5mdW5jdGlvbiBjaXRhdGlvbihzb3VyY2U6IFNvdXJjZSwgcmV2ZWFsOiAoc291cmNlOiBTb3VyY2UpID0+IHZvaWQpOiBIVE1MRWxlbWVudCB7XG4gIGNvbnN0IGxhYmVsID0geyBjbGFzczogJ2NpdGUnLCAnYXJpYS1sYWJlbCc6IHN0cmluZ3Muc291cmNlKHNvdXJjZS5udW1iZXIsIHNvdXJjZS50aXRsZSksIHRpdGxlOiBzb3VyY2UudGl0bGUgfVxuICBjb25zdCBtYXJrID0gc291cmNlLnVybCA/IGxpbmsoc291cmNlLnVybCwgbGFiZWwpIDogaCgnYnV0dG9uJywgeyAuLi5sYWJlbCwgdHlwZTogJ2J1dHRvbicgfSlcbiAgaWYgKCFzb3VyY2UudXJsKSBtYXJrLmFkZEV2ZW50TGlzdGVuZXIoJ2NsaWNrJywgKCkgPT4gcmV2ZWFsKHNvdXJjZSkpXG4gIG1hcmsuYXBwZW5kKFN0cmluZyhzb3VyY2UubnVtYmVyKSlcbiAgcmV0dXJuIG1hcmtcbn1cblxuZnVuY3Rpb24gY29kZUJsb2NrKGxhbmd1YWdlOiBzdHJpbmcpOiB7IG5vZGU6IEhUTUxFbGVtZW50OyBzbG90OiBIVE1MRWxlbWVudCB9IHtcbiAgY29uc3Qgc2xvdCA9IGgoJ2NvZGUnLCB7IGRpcjogJ2x0cicgfSlcbiAgY29uc3QgbGFiZWwgPSBoKCdzcGFuJywge30sIHN0cmluZ3MuY29weSlcbiAgY29uc3QgY29weSA9IGgoJ2J1dHRvbicsIHsgY2xhc3M6ICdjb3B5JywgdHlwZTogJ2J1dHRvbicgfSwgaWNvbihDT1BZKSwgbGFiZWwpXG4gIGNvbnN0IHNob3cgPSAodGV4dDogc3RyaW5nLCBwYXRoOiBzdHJpbmcpID0+IHtcbiAgICBsYWJlbC50ZXh0Q29udGVudCA9IHRleHRcbiAgICBjb3B5LmZpcnN0Q2hpbGQ/LnJlcGxhY2VXaXRoKGljb24ocGF0aCkpXG4gIH1cbiAgY29uc3QgY29waWVkID0gYXN5bmMgKCkgPT4ge1xuICAgIGlmICghKGF3YWl0IGNvcHlUZXh0KHNsb3QudGV4dENvbnRlbnQsIGNvcHkpKSkgcmV0dXJuXG4gICAgc2hvdyhzdHJpbmdzLmNvcGllZCwgQ0hFQ0spXG4gICAgc2V0VGltZW91dCgoKSA9PiBzaG93KHN0cmluZ3MuY29weSwgQ09QWSksIENPUElFRF9NUylcbiAgfVxuICBjb3B5LmFkZEV2ZW50TGlzdGVuZXIoJ2NsaWNrJywgKCkgPT4gdm9pZCBjb3BpZWQoKSlcbiAgY29uc3QgYmFyID0gaCgnZGl2JywgeyBjbGFzczogJ2JhcicgfSwgaCgnc3BhbicsIHt9LCBsYW5ndWFnZSB8fCBzdHJpbmdzLmNvZGUpLCBjb3B5KVxuICBjb25zdCBzY3JvbGxzID0gaCgncHJlJywgeyB0YWJpbmRleDogJzAnLCByb2xlOiAncmVnaW9uJywgJ2FyaWEtbGFiZWwnOiBzdHJpbmdzLmNvZGUgfSwgc2xvdClcbiAgcmV0dXJuIHsgbm9kZTogaCgnZGl2JywgeyBjbGFzczogJ2NvZGUnIH0sIGJhciwgc2Nyb2xscyksIHNsb3QgfVxufVxuIiwgIi8qKiBBIHBhcnNlZCBwaWVjZSBvZiBNYXJrZG93bjogdGV4dCwgb3IgYW4gZWxlbWVudCB3aXRoIHdoYXQgaXMgaW4gaXQuIGBzbG90YCBpcyB0aGUgbm9kZSB0aGF0IGhvbGRzIGl0cyBraWRzLCBvbmNlIGl0IGlzIHNob3duLiAqL1xuZXhwb3J0IHR5cGUgVHJlZSA9IHN0cmluZyB8IEJyYW5jaFxuXG5leHBvcnQgaW50ZXJmYWNlIEJyYW5jaCB7XG4gIHJlYWRvbmx5IHRhZzogc3RyaW5nXG4gIHJlYWRvbmx5IGtpZHM6IHJlYWRvbmx5IFRyZWVbXVxuICAvKiogVGhlIG9uZSB0aGluZyBiZXNpZGVzIGl0cyB0YWcgdGhhdCB0ZWxscyBhIGJyYW5jaCBmcm9tIGFub3RoZXI6IGFkZHJlc3MsIGxhbmd1YWdlLCBudW1iZXIsIGFsaWdubWVudC4gKi9cbiAgcmVhZG9ubHkgZGV0YWlsOiBzdHJpbmdcbiAgc2xvdD86IE5vZGVcbn1cblxuZXhwb3J0IGNvbnN0IGJyYW5jaCA9ICh0YWc6IHN0cmluZywga2lkczogcmVhZG9ubHkgVHJlZVtdLCBkZXRhaWwgPSAnJyk6IEJyYW5jaCA9PiAoeyB0YWcsIGtpZHMsIGRldGFpbCB9KVxuXG4vKiogSm9pbnMgbmVpZ2hib3VyaW5nIHRleHRzLCBzbyB0aGF0IGEgdHJlZSBhbmQgaXRzIG5vZGVzIGFsd2F5cyBjb3JyZXNwb25kIG9uZSB0byBvbmUuICovXG5leHBvcnQgZnVuY3Rpb24gam9pbmVkKHRyZWVzOiByZWFkb25seSBUcmVlW10pOiBUcmVlW10ge1xuICBjb25zdCBvdXQ6IFRyZWVbXSA9IFtdXG4gIGZvciAoY29uc3QgdHJlZSBvZiB0cmVlcykge1xuICAgIGNvbnN0IGxhc3QgPSBvdXQuYXQoLTEpXG4gICAgaWYgKHR5cGVvZiB0cmVlID09PSAnc3RyaW5nJyAmJiB0eXBlb2YgbGFzdCA9PT0gJ3N0cmluZycpIG91dFtvdXQubGVuZ3RoIC0gMV0gPSBsYXN0ICsgdHJlZVxuICAgIGVsc2UgaWYgKHRyZWUgIT09ICcnKSBvdXQucHVzaCh0cmVlKVxuICB9XG4gIHJldHVybiBvdXRcbn1cbiIsICJpbXBvcnQgeyBicmFuY2gsIGpvaW5lZCwgdHlwZSBUcmVlIH0gZnJvbSAnLi9tYXJrZG93bi10cmVlJ1xuXG4vKiogQSBydW4gb2YgYCpgLCBgX2Agb3IgYH5gIHRoYXQgbWF5IG9wZW4gb3IgY2xvc2UgYW4gZW1waGFzaXMuICovXG5pbnRlcmZhY2UgTWFyayB7XG4gIGNoYXI6IHN0cmluZ1xuICBjb3VudDogbnVtYmVyXG4gIG9wZW5zOiBib29sZWFuXG4gIGNsb3NlczogYm9vbGVhblxufVxuXG50eXBlIEl0ZW0gPSBUcmVlIHwgTWFya1xuXG5pbnRlcmZhY2UgQnJhY2tldCB7XG4gIGF0OiBudW1iZXJcbiAgaW1hZ2U6IGJvb2xlYW5cbn1cblxuY29uc3QgaXNNYXJrID0gKGl0ZW06IEl0ZW0gfCB1bmRlZmluZWQpOiBpdGVtIGlzIE1hcmsgPT4gdHlwZW9mIGl0ZW0gPT09ICdvYmplY3QnICYmICdjaGFyJyBpbiBpdGVtXG5cbmNvbnN0IEVOVElUSUVTOiBSZWNvcmQ8c3RyaW5nLCBzdHJpbmc+ID0geyBhbXA6ICcmJywgbHQ6ICc8JywgZ3Q6ICc+JywgcXVvdDogJ1wiJywgYXBvczogXCInXCIsIG5ic3A6ICdcXHUwMGEwJywgJyMzOSc6IFwiJ1wiIH1cbmNvbnN0IFRJQ0tTID0gL2ArL3lcbmNvbnN0IFJVTiA9IC9cXCorfF8rfH4rL3lcbmNvbnN0IENJVEFUSU9OID0gL1xcWyhcXGR7MSwzfSg/OlxccyosXFxzKlxcZHsxLDN9KSopXFxdKD8hWyg6XSkveVxuY29uc3QgVEFSR0VUID0gL1xcXVxcKFxccyooPzo8KFtePlxcbl0qKT58KCg/OlteXFxzKClcXFxcXXxcXFxcLnxcXChbXlxccygpXSpcXCkpKikpKD86XFxzKyg/OlwiW15cIl0qXCJ8J1teJ10qJ3xcXChbXildKlxcKSkpP1xccypcXCkveVxuY29uc3QgSEFMRl9UQVJHRVQgPSAvXFxdKD86XFwoW14pXSopPyQveVxuY29uc3QgQU5HTEVfTElOSyA9IC88KCg/Omh0dHBzPzpcXC9cXC98bWFpbHRvOilbXlxcczw+XSspPi9peVxuY29uc3QgTElORV9CUkVBSyA9IC88YnJcXHMqXFwvPz4vaXlcbmNvbnN0IEVOVElUWSA9IC8mKCM/XFx3ezIsNn0pOy95XG5jb25zdCBCQVJFX0xJTksgPSAvaHR0cHM/OlxcL1xcL1teXFxzPD5cImBdKy95XG5jb25zdCBQVU5DVFVBVElPTiA9IC9bXFxwe1B9XFxwe1N9XS91XG4vLyBNYXJrcyBhdCB0aGUgdmVyeSBlbmQgb2YgdGV4dCB0aGF0IGlzIHN0aWxsIGFycml2aW5nOiB3aGF0IHRoZXkgbWVhbiBpcyBub3Qga25vd24geWV0LlxuY29uc3QgVU5ERUNJREVEX0VORCA9IC8oPzpbKl9+YF0rfCE/XFxbW1xcZCxcXHNdKnwhfFxcXFx8PFthLXpdKnwmXFx3KnxcXGJoKD86dCg/OnQoPzpwcz8pPyk/KT86P1xcL3swLDJ9fGh0dHBzPzpcXC9cXC9cXFMqKSQvaVxuXG4vKiogUmVhZHMgdGhlIHRleHQgaW5zaWRlIGEgYmxvY2suIFdoaWxlIGBvcGVuYCwgbW9yZSB0ZXh0IHdpbGwgZm9sbG93IGFuZCBoYWxmLW9wZW4gbWFya3MgaG9sZCB0byBpdHMgZW5kLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHBhcnNlSW5saW5lKHNvdXJjZTogc3RyaW5nLCBvcGVuID0gZmFsc2UpOiBUcmVlW10ge1xuICByZXR1cm4gbmV3IElubGluZVBhcnNlcihvcGVuID8gc291cmNlLnJlcGxhY2UoVU5ERUNJREVEX0VORCwgJycpIDogc291cmNlLCBvcGVuKS5wYXJzZSgpXG59XG5cbmNsYXNzIElubGluZVBhcnNlciB7XG4gIHJlYWRvbmx5ICNzb3VyY2U6IHN0cmluZ1xuICByZWFkb25seSAjb3BlbjogYm9vbGVhblxuICByZWFkb25seSAjaXRlbXM6IEl0ZW1bXSA9IFtdXG4gIHJlYWRvbmx5ICNicmFja2V0czogQnJhY2tldFtdID0gW11cbiAgI2F0ID0gMFxuXG4gIGNvbnN0cnVjdG9yKHNvdXJjZTogc3RyaW5nLCBvcGVuOiBib29sZWFuKSB7XG4gICAgdGhpcy4jc291cmNlID0gc291cmNlXG4gICAgdGhpcy4jb3BlbiA9IG9wZW5cbiAgfVxuXG4gIHBhcnNlKCk6IFRyZWVbXSB7XG4gICAgY29uc3Qgc3BlY2lhbCA9IC9bXFxcXGAqX35bXFxdITwmXFxuXXxodHRwcz86XFwvXFwvL2dcbiAgICB3aGlsZSAodGhpcy4jYXQgPCB0aGlzLiNzb3VyY2UubGVuZ3RoKSB7XG4gICAgICBzcGVjaWFsLmxhc3RJbmRleCA9IHRoaXMuI2F0XG4gICAgICBjb25zdCBmb3VuZCA9IHNwZWNpYWwuZXhlYyh0aGlzLiNzb3VyY2UpXG4gICAgICBjb25zdCBlbmQgPSBmb3VuZD8uaW5kZXggPz8gdGhpcy4jc291cmNlLmxlbmd0aFxuICAgICAgaWYgKGVuZCA+IHRoaXMuI2F0KSB0aGlzLiNpdGVtcy5wdXNoKHRoaXMuI3NvdXJjZS5zbGljZSh0aGlzLiNhdCwgZW5kKSlcbiAgICAgIHRoaXMuI2F0ID0gZW5kXG4gICAgICBpZiAoZm91bmQpIHRoaXMuI3NwZWNpYWwoZm91bmRbMF0pXG4gICAgfVxuICAgIGlmICh0aGlzLiNvcGVuKSB0aGlzLiNjbG9zZUJyYWNrZXRzKClcbiAgICByZXR1cm4gdGhpcy4jZW1waGFzaXplKHRoaXMuI2l0ZW1zKVxuICB9XG5cbiAgI3NwZWNpYWwoY2hhcjogc3RyaW5nKTogdm9pZCB7XG4gICAgaWYgKGNoYXIgPT09ICdcXFxcJykgdGhpcy4jZXNjYXBlKClcbiAgICBlbHNlIGlmIChjaGFyID09PSAnYCcpIHRoaXMuI2NvZGUoKVxuICAgIGVsc2UgaWYgKGNoYXIgPT09ICcqJyB8fCBjaGFyID09PSAnXycgfHwgY2hhciA9PT0gJ34nKSB0aGlzLiNtYXJrKGNoYXIpXG4gICAgZWxzZSBpZiAoY2hhciA9PT0gJ1snKSB0aGlzLiNicmFja2V0KGZhbHNlKVxuICAgIGVsc2UgaWYgKGNoYXIgPT09ICchJyAmJiB0aGlzLiNzb3VyY2VbdGhpcy4jYXQgKyAxXSA9PT0gJ1snKSB0aGlzLiNicmFja2V0KHRydWUpXG4gICAgZWxzZSBpZiAoY2hhciA9PT0gJ10nKSB0aGlzLiNsaW5rKClcbiAgICBlbHNlIGlmIChjaGFyID09PSAnPCcpIHRoaXMuI2FuZ2xlKClcbiAgICBlbHNlIGlmIChjaGFyID09PSAnJicpIHRoaXMuI2VudGl0eSgpXG4gICAgZWxzZSBpZiAoY2hhciA9PT0gJ1xcbicpIHRoaXMuI25ld2xpbmUoKVxuICAgIGVsc2UgaWYgKGNoYXIuc3RhcnRzV2l0aCgnaHR0cCcpKSB0aGlzLiNiYXJlTGluaygpXG4gICAgZWxzZSB0aGlzLiN0YWtlKGNoYXIpXG4gIH1cblxuICAjdGFrZSh0ZXh0OiBzdHJpbmcsIGl0ZW06IEl0ZW0gPSB0ZXh0KTogdm9pZCB7XG4gICAgdGhpcy4jaXRlbXMucHVzaChpdGVtKVxuICAgIHRoaXMuI2F0ICs9IHRleHQubGVuZ3RoXG4gIH1cblxuICAjbWF0Y2goc3RpY2t5OiBSZWdFeHApOiBSZWdFeHBFeGVjQXJyYXkgfCBudWxsIHtcbiAgICBzdGlja3kubGFzdEluZGV4ID0gdGhpcy4jYXRcbiAgICByZXR1cm4gc3RpY2t5LmV4ZWModGhpcy4jc291cmNlKVxuICB9XG5cbiAgI2VzY2FwZSgpOiB2b2lkIHtcbiAgICBjb25zdCBuZXh0ID0gdGhpcy4jc291cmNlW3RoaXMuI2F0ICsgMV0gPz8gJydcbiAgICBpZiAobmV4dCA9PT0gJ1xcbicpIHRoaXMuI3Rha2UoJ1xcXFxcXG4nLCBicmFuY2goJ2JyJywgW10pKVxuICAgIGVsc2UgaWYgKG5leHQgJiYgUFVOQ1RVQVRJT04udGVzdChuZXh0KSkgdGhpcy4jdGFrZSgnXFxcXCcgKyBuZXh0LCBuZXh0KVxuICAgIGVsc2UgdGhpcy4jdGFrZSgnXFxcXCcpXG4gIH1cblxuICAjY29kZSgpOiB2b2lkIHtcbiAgICBjb25zdCBbdGlja3MgPSAnJ10gPSB0aGlzLiNtYXRjaChUSUNLUykgPz8gW11cbiAgICBjb25zdCByZXN0ID0gdGhpcy4jc291cmNlLnNsaWNlKHRoaXMuI2F0ICsgdGlja3MubGVuZ3RoKVxuICAgIGNvbnN0IGNsb3NpbmcgPSBuZXcgUmVnRXhwKGAoPzwhXFxgKSR7dGlja3N9KD8hXFxgKWApLmV4ZWMocmVzdClcbiAgICBpZiAoIWNsb3NpbmcgJiYgIXRoaXMuI29wZW4pIHJldHVybiB0aGlzLiN0YWtlKHRpY2tzKVxuICAgIGNvbnN0IGluc2lkZSA9IGNsb3NpbmcgPyByZXN0LnNsaWNlKDAsIGNsb3NpbmcuaW5kZXgpIDogcmVzdFxuICAgIGNvbnN0IHRleHQgPSBpbnNpZGUucmVwbGFjZSgvXFxuL2csICcgJykucmVwbGFjZSgvXiAoLipbXiBdLiopICQvLCAnJDEnKVxuICAgIHRoaXMuI3Rha2UodGlja3MgKyBpbnNpZGUgKyAoY2xvc2luZyA/IHRpY2tzIDogJycpLCBicmFuY2goJ2NvZGUnLCB0ZXh0ID8gW3RleHRdIDogW10pKVxuICB9XG5cbiAgI21hcmsoY2hhcjogc3RyaW5nKTogdm9pZCB7XG4gICAgY29uc3QgW3J1biA9IGNoYXJdID0gdGhpcy4jbWF0Y2goUlVOKSA/PyBbXVxuICAgIGNvbnN0IGJlZm9yZSA9IHRoaXMuI3NvdXJjZVt0aGlzLiNhdCAtIDFdID8/ICcgJ1xuICAgIGNvbnN0IGFmdGVyID0gdGhpcy4jc291cmNlW3RoaXMuI2F0ICsgcnVuLmxlbmd0aF0gPz8gJyAnXG4gICAgY29uc3QgW3NwYWNlQmVmb3JlLCBzcGFjZUFmdGVyXSA9IFsvXFxzLy50ZXN0KGJlZm9yZSksIC9cXHMvLnRlc3QoYWZ0ZXIpXVxuICAgIGNvbnN0IFtwb2ludEJlZm9yZSwgcG9pbnRBZnRlcl0gPSBbUFVOQ1RVQVRJT04udGVzdChiZWZvcmUpLCBQVU5DVFVBVElPTi50ZXN0KGFmdGVyKV1cbiAgICBsZXQgb3BlbnMgPSAhc3BhY2VBZnRlciAmJiAoIXBvaW50QWZ0ZXIgfHwgc3BhY2VCZWZvcmUgfHwgcG9pbnRCZWZvcmUpXG4gICAgbGV0IGNsb3NlcyA9ICFzcGFjZUJlZm9yZSAmJiAoIXBvaW50QmVmb3JlIHx8IHNwYWNlQWZ0ZXIgfHwgcG9pbnRBZnRlcilcbiAgICBpZiAoY2hhciA9PT0gJ18nKSBbb3BlbnMsIGNsb3Nlc10gPSBbb3BlbnMgJiYgKCFjbG9zZXMgfHwgcG9pbnRCZWZvcmUpLCBjbG9zZXMgJiYgKCFvcGVucyB8fCBwb2ludEFmdGVyKV1cbiAgICBpZiAoY2hhciA9PT0gJ34nICYmIHJ1bi5sZW5ndGggIT09IDIpIG9wZW5zID0gY2xvc2VzID0gZmFsc2VcbiAgICB0aGlzLiN0YWtlKHJ1biwgb3BlbnMgfHwgY2xvc2VzID8geyBjaGFyLCBjb3VudDogcnVuLmxlbmd0aCwgb3BlbnMsIGNsb3NlcyB9IDogcnVuKVxuICB9XG5cbiAgI2JyYWNrZXQoaW1hZ2U6IGJvb2xlYW4pOiB2b2lkIHtcbiAgICBjb25zdCBjaXRlZCA9IGltYWdlID8gbnVsbCA6IHRoaXMuI21hdGNoKENJVEFUSU9OKVxuICAgIGlmIChjaXRlZCkge1xuICAgICAgY29uc3QgbnVtYmVycyA9IChjaXRlZFsxXSA/PyAnJykuc3BsaXQoL1xccyosXFxzKi8pXG4gICAgICB0aGlzLiNhdCArPSBjaXRlZFswXS5sZW5ndGhcbiAgICAgIHRoaXMuI2l0ZW1zLnB1c2goLi4ubnVtYmVycy5tYXAoKG51bWJlcikgPT4gYnJhbmNoKCdjaXRlJywgW10sIG51bWJlcikpKVxuICAgICAgcmV0dXJuXG4gICAgfVxuICAgIHRoaXMuI2JyYWNrZXRzLnB1c2goeyBhdDogdGhpcy4jaXRlbXMubGVuZ3RoLCBpbWFnZSB9KVxuICAgIHRoaXMuI3Rha2UoaW1hZ2UgPyAnIVsnIDogJ1snKVxuICB9XG5cbiAgI2xpbmsoKTogdm9pZCB7XG4gICAgY29uc3QgYnJhY2tldCA9IHRoaXMuI2JyYWNrZXRzLnBvcCgpXG4gICAgY29uc3QgdGFyZ2V0ID0gdGhpcy4jbWF0Y2goVEFSR0VUKVxuICAgIGlmICghYnJhY2tldCkgcmV0dXJuIHRoaXMuI3Rha2UoJ10nKVxuICAgIGlmICghdGFyZ2V0KSB7XG4gICAgICAvLyBBbiBhZGRyZXNzIHRoYXQgaXMgc3RpbGwgYXJyaXZpbmc6IHNob3cgdGhlIHdvcmRzLCB0aGUgbGluayBmb2xsb3dzLlxuICAgICAgaWYgKHRoaXMuI29wZW4gJiYgdGhpcy4jbWF0Y2goSEFMRl9UQVJHRVQpKSB0aGlzLiN0YWtlKHRoaXMuI3NvdXJjZS5zbGljZSh0aGlzLiNhdCksIHRoaXMuI2xhYmVsKGJyYWNrZXQpWzBdID8/ICcnKVxuICAgICAgZWxzZSB0aGlzLiN0YWtlKCddJylcbiAgICAgIHJldHVyblxuICAgIH1cbiAgICBjb25zdCBraWRzID0gdGhpcy4jbGFiZWwoYnJhY2tldClcbiAgICBjb25zdCBhZGRyZXNzID0gKHRhcmdldFsxXSA/PyB0YXJnZXRbMl0gPz8gJycpLnJlcGxhY2UoL1xcXFwoLikvZywgJyQxJylcbiAgICAvLyBBIHBpY3R1cmUgZnJvbSBhbnl3aGVyZSB3b3VsZCB0ZWxsIHRoYXQgcGxhY2Ugd2hvIHJlYWRzIHRoaXM7IGl0cyBsaW5rIGRvZXMgbm90LlxuICAgIHRoaXMuI3Rha2UodGFyZ2V0WzBdLCBicmFuY2goJ2EnLCBraWRzLmxlbmd0aCA/IGtpZHMgOiBbYWRkcmVzc10sIGFkZHJlc3MpKVxuICAgIHRoaXMuI2JyYWNrZXRzLmxlbmd0aCA9IDBcbiAgfVxuXG4gIC8qKiBUYWtlcyB3aGF0IHN0YW5kcyBzaW5jZSB0aGUgYnJhY2tldCBvZmYgdGhlIGl0ZW1zLiAqL1xuICAjbGFiZWwoeyBhdCB9OiBCcmFja2V0KTogVHJlZVtdIHtcbiAgICBjb25zdCBbLCAuLi5pbnNpZGVdID0gdGhpcy4jaXRlbXMuc3BsaWNlKGF0KVxuICAgIHJldHVybiB0aGlzLiNlbXBoYXNpemUoaW5zaWRlKS5tYXAoKHRyZWUpID0+ICh0eXBlb2YgdHJlZSA9PT0gJ29iamVjdCcgJiYgdHJlZS50YWcgPT09ICdhJyA/IGJyYW5jaCgnc3BhbicsIHRyZWUua2lkcykgOiB0cmVlKSlcbiAgfVxuXG4gICNjbG9zZUJyYWNrZXRzKCk6IHZvaWQge1xuICAgIGZvciAoY29uc3QgeyBhdCB9IG9mIHRoaXMuI2JyYWNrZXRzKSB0aGlzLiNpdGVtc1thdF0gPSAnJ1xuICB9XG5cbiAgI2FuZ2xlKCk6IHZvaWQge1xuICAgIGNvbnN0IGxpbmsgPSB0aGlzLiNtYXRjaChBTkdMRV9MSU5LKVxuICAgIGNvbnN0IGxpbmVCcmVhayA9IHRoaXMuI21hdGNoKExJTkVfQlJFQUspXG4gICAgaWYgKGxpbms/LlsxXSkgdGhpcy4jdGFrZShsaW5rWzBdLCBicmFuY2goJ2EnLCBbbGlua1sxXS5yZXBsYWNlKC9ebWFpbHRvOi8sICcnKV0sIGxpbmtbMV0pKVxuICAgIGVsc2UgaWYgKGxpbmVCcmVhaykgdGhpcy4jdGFrZShsaW5lQnJlYWtbMF0sIGJyYW5jaCgnYnInLCBbXSkpXG4gICAgZWxzZSB0aGlzLiN0YWtlKCc8JylcbiAgfVxuXG4gICNlbnRpdHkoKTogdm9pZCB7XG4gICAgY29uc3QgZW50aXR5ID0gdGhpcy4jbWF0Y2goRU5USVRZKVxuICAgIGNvbnN0IGNoYXIgPSBFTlRJVElFU1tlbnRpdHk/LlsxXT8udG9Mb3dlckNhc2UoKSA/PyAnJ11cbiAgICBpZiAoZW50aXR5ICYmIGNoYXIpIHRoaXMuI3Rha2UoZW50aXR5WzBdLCBjaGFyKVxuICAgIGVsc2UgdGhpcy4jdGFrZSgnJicpXG4gIH1cblxuICAjbmV3bGluZSgpOiB2b2lkIHtcbiAgICBjb25zdCBsYXN0ID0gdGhpcy4jaXRlbXMuYXQoLTEpXG4gICAgY29uc3QgaGFyZCA9IHR5cGVvZiBsYXN0ID09PSAnc3RyaW5nJyAmJiAvIHsyLH0kLy50ZXN0KGxhc3QpXG4gICAgaWYgKHR5cGVvZiBsYXN0ID09PSAnc3RyaW5nJykgdGhpcy4jaXRlbXNbdGhpcy4jaXRlbXMubGVuZ3RoIC0gMV0gPSBsYXN0LnJlcGxhY2UoLyArJC8sICcnKVxuICAgIHRoaXMuI3Rha2UoJ1xcbicsIGhhcmQgPyBicmFuY2goJ2JyJywgW10pIDogJyAnKVxuICB9XG5cbiAgI2JhcmVMaW5rKCk6IHZvaWQge1xuICAgIGNvbnN0IFtmb3VuZCA9ICcnXSA9IHRoaXMuI21hdGNoKEJBUkVfTElOSykgPz8gW11cbiAgICBsZXQgYWRkcmVzcyA9IGZvdW5kLnJlcGxhY2UoL1suLDo7IT8nXCIqX35cXF1dKyQvLCAnJylcbiAgICBpZiAoYWRkcmVzcy5lbmRzV2l0aCgnKScpICYmICFhZGRyZXNzLmluY2x1ZGVzKCcoJykpIGFkZHJlc3MgPSBhZGRyZXNzLnNsaWNlKDAsIC0xKVxuICAgIGlmICh0aGlzLiNicmFja2V0cy5sZW5ndGggfHwgYWRkcmVzcy5sZW5ndGggPCA5KSByZXR1cm4gdGhpcy4jdGFrZShmb3VuZC5zbGljZSgwLCA0KSlcbiAgICB0aGlzLiN0YWtlKGFkZHJlc3MsIGJyYW5jaCgnYScsIFthZGRyZXNzXSwgYWRkcmVzcykpXG4gIH1cblxuICAvKiogUGFpcnMgdGhlIG1hcmtzLCBpbm5lcm1vc3QgZmlyc3QsIGFzIENvbW1vbk1hcmsgZG9lcy4gKi9cbiAgI2VtcGhhc2l6ZShpdGVtczogSXRlbVtdKTogVHJlZVtdIHtcbiAgICAvLyBCZWxvdyB0aGlzIHBsYWNlIG5vIG9wZW5lciBmb3IgdGhpcyBraW5kIG9mIGNsb3NlciBpcyBsZWZ0OiBrZWVwcyB1bm1hdGNoZWQgb25lcyBmcm9tIHNlYXJjaGluZyBhZ2FpbiBhbmQgYWdhaW4uXG4gICAgY29uc3QgZmxvb3I6IFJlY29yZDxzdHJpbmcsIG51bWJlcj4gPSB7fVxuICAgIGZvciAobGV0IGF0ID0gMDsgYXQgPCBpdGVtcy5sZW5ndGg7IGF0KyspIHtcbiAgICAgIGNvbnN0IGNsb3NlciA9IGl0ZW1zW2F0XVxuICAgICAgaWYgKCFpc01hcmsoY2xvc2VyKSB8fCAhY2xvc2VyLmNsb3NlcykgY29udGludWVcbiAgICAgIGNvbnN0IGtpbmQgPSBgJHtjbG9zZXIuY2hhcn0ke2Nsb3Nlci5vcGVuc30ke2Nsb3Nlci5jb3VudCAlIDN9YFxuICAgICAgY29uc3QgbG93ZXN0ID0gZmxvb3Jba2luZF0gPz8gMFxuICAgICAgbGV0IGZyb20gPSBhdCAtIDFcbiAgICAgIHdoaWxlIChmcm9tID49IGxvd2VzdCAmJiAhcGFpcnMoaXRlbXNbZnJvbV0sIGNsb3NlcikpIGZyb20tLVxuICAgICAgaWYgKGZyb20gPCBsb3dlc3QpIHtcbiAgICAgICAgaWYgKCFjbG9zZXIub3BlbnMpIGl0ZW1zW2F0XSA9IGNsb3Nlci5jaGFyLnJlcGVhdChjbG9zZXIuY291bnQpXG4gICAgICAgIGZsb29yW2tpbmRdID0gYXRcbiAgICAgIH0gZWxzZSB7XG4gICAgICAgIGF0ID0gdGhpcy4jd3JhcChpdGVtcywgZnJvbSwgYXQpXG4gICAgICAgIGZvciAoY29uc3Qgb3RoZXIgaW4gZmxvb3IpIGZsb29yW290aGVyXSA9IE1hdGgubWluKGZsb29yW290aGVyXSA/PyAwLCBmcm9tKVxuICAgICAgfVxuICAgIH1cbiAgICBpZiAodGhpcy4jb3BlbikgdGhpcy4jd3JhcFRvRW5kKGl0ZW1zKVxuICAgIHJldHVybiBqb2luZWQoaXRlbXMubWFwKHBsYWluKSlcbiAgfVxuXG4gIC8qKiBSZXR1cm5zIHRoZSBwbGFjZSBmcm9tIHdoaWNoIHRvIGdvIG9uOiB0aGUgY2xvc2VyIGFnYWluIHdoaWxlIHNvbWV0aGluZyBpcyBsZWZ0IG9mIGl0LiAqL1xuICAjd3JhcChpdGVtczogSXRlbVtdLCBmcm9tOiBudW1iZXIsIHRvOiBudW1iZXIpOiBudW1iZXIge1xuICAgIGNvbnN0IG9wZW5lciA9IGl0ZW1zW2Zyb21dIGFzIE1hcmtcbiAgICBjb25zdCBjbG9zZXIgPSBpdGVtc1t0b10gYXMgTWFya1xuICAgIGNvbnN0IGNvdW50ID0gb3BlbmVyLmNvdW50ID49IDIgJiYgY2xvc2VyLmNvdW50ID49IDIgPyAyIDogMVxuICAgIGNvbnN0IHdyYXBwZWQgPSBicmFuY2godGFnT2Yob3BlbmVyLmNoYXIsIGNvdW50KSwgam9pbmVkKGl0ZW1zLnNsaWNlKGZyb20gKyAxLCB0bykubWFwKHBsYWluKSkpXG4gICAgY29uc3QgbGVmdCA9IFtvcGVuZXIsIGNsb3Nlcl0ubWFwKChtYXJrKSA9PiAoeyAuLi5tYXJrLCBjb3VudDogbWFyay5jb3VudCAtIGNvdW50IH0pKVxuICAgIGNvbnN0IFtiZWZvcmUsIGFmdGVyXSA9IGxlZnQubWFwKChtYXJrKSA9PiAobWFyay5jb3VudCA/IFttYXJrXSA6IFtdKSlcbiAgICBpdGVtcy5zcGxpY2UoZnJvbSwgdG8gLSBmcm9tICsgMSwgLi4uKGJlZm9yZSA/PyBbXSksIHdyYXBwZWQsIC4uLihhZnRlciA/PyBbXSkpXG4gICAgcmV0dXJuIGZyb20gKyAoYmVmb3JlPy5sZW5ndGggPz8gMClcbiAgfVxuXG4gICN3cmFwVG9FbmQoaXRlbXM6IEl0ZW1bXSk6IHZvaWQge1xuICAgIGZvciAobGV0IGF0ID0gaXRlbXMubGVuZ3RoIC0gMTsgYXQgPj0gMDsgYXQtLSkge1xuICAgICAgY29uc3QgbWFyayA9IGl0ZW1zW2F0XVxuICAgICAgY29uc3QgYmVmb3JlID0gYXQgPyBpdGVtc1thdCAtIDFdIDogJyAnXG4gICAgICBjb25zdCBzdGFydHNXb3JkID0gaXNNYXJrKGJlZm9yZSkgfHwgKHR5cGVvZiBiZWZvcmUgPT09ICdzdHJpbmcnID8gL1tcXHNcXHB7UH1dJC91LnRlc3QoYmVmb3JlKSA6IGJlZm9yZT8udGFnID09PSAnYnInKVxuICAgICAgaWYgKCFpc01hcmsobWFyaykgfHwgIW1hcmsub3BlbnMgfHwgIXN0YXJ0c1dvcmQpIGNvbnRpbnVlXG4gICAgICBsZXQgaW5zaWRlOiBUcmVlW10gPSBqb2luZWQoaXRlbXMuc3BsaWNlKGF0KS5zbGljZSgxKS5tYXAocGxhaW4pKVxuICAgICAgZm9yIChsZXQgbGVmdCA9IG1hcmsuY291bnQ7IGxlZnQgPiAwOyBsZWZ0IC09IDIpIGluc2lkZSA9IFticmFuY2godGFnT2YobWFyay5jaGFyLCBNYXRoLm1pbihsZWZ0LCAyKSksIGluc2lkZSldXG4gICAgICBpdGVtcy5wdXNoKC4uLmluc2lkZSlcbiAgICB9XG4gIH1cbn1cblxuY29uc3QgdGFnT2YgPSAoY2hhcjogc3RyaW5nLCBjb3VudDogbnVtYmVyKSA9PiAoY2hhciA9PT0gJ34nID8gJ2RlbCcgOiBjb3VudCA9PT0gMiA/ICdzdHJvbmcnIDogJ2VtJylcblxuY29uc3QgcGxhaW4gPSAoaXRlbTogSXRlbSk6IFRyZWUgPT4gKGlzTWFyayhpdGVtKSA/IGl0ZW0uY2hhci5yZXBlYXQoaXRlbS5jb3VudCkgOiBpdGVtKVxuXG5mdW5jdGlvbiBwYWlycyhpdGVtOiBJdGVtIHwgdW5kZWZpbmVkLCBjbG9zZXI6IE1hcmspOiBib29sZWFuIHtcbiAgaWYgKCFpc01hcmsoaXRlbSkgfHwgaXRlbS5jaGFyICE9PSBjbG9zZXIuY2hhciB8fCAhaXRlbS5vcGVucykgcmV0dXJuIGZhbHNlXG4gIC8vIENvbW1vbk1hcmsncyBydWxlIG9mIHRocmVlOiBgKmEqKmIqYCBob2xkcyBubyBzdHJvbmcgdGV4dC5cbiAgY29uc3Qgb2RkID0gKGl0ZW0uY2xvc2VzIHx8IGNsb3Nlci5vcGVucykgJiYgKGl0ZW0uY291bnQgKyBjbG9zZXIuY291bnQpICUgMyA9PT0gMFxuICByZXR1cm4gIW9kZCB8fCAoaXRlbS5jb3VudCAlIDMgPT09IDAgJiYgY2xvc2VyLmNvdW50ICUgMyA9PT0gMClcbn1cbiIsICJpbXBvcnQgeyBwYXJzZUlubGluZSB9IGZyb20gJy4vbWFya2Rvd24taW5saW5lJ1xuaW1wb3J0IHsgYnJhbmNoLCBqb2luZWQsIHR5cGUgQnJhbmNoLCB0eXBlIFRyZWUgfSBmcm9tICcuL21hcmtkb3duLXRyZWUnXG5cbmV4cG9ydCBpbnRlcmZhY2UgQmxvY2sge1xuICB0cmVlOiBCcmFuY2hcbiAgLyoqIEluZGV4IG9mIGl0cyBmaXJzdCBsaW5lLiAqL1xuICBsaW5lOiBudW1iZXJcbn1cblxuaW50ZXJmYWNlIEl0ZW0ge1xuICBsaW5lczogc3RyaW5nW11cbiAgLyoqIENvbHVtbnMgYmVmb3JlIGl0cyB0ZXh0LiAqL1xuICBpbmRlbnQ6IG51bWJlclxufVxuXG50eXBlIElubGluZSA9ICh0ZXh0OiBzdHJpbmcsIG9wZW46IGJvb2xlYW4pID0+IHJlYWRvbmx5IFRyZWVbXVxuXG5jb25zdCBGRU5DRSA9IC9eIHswLDN9KGB7Myx9fH57Myx9KVxccyooW15gXSopJC9cbmNvbnN0IEhFQURJTkcgPSAvXiB7MCwzfSgjezEsNn0pKD86XFxzKyguKj8pKT8oPzpcXHMrIyspP1xccyokL1xuY29uc3QgUlVMRSA9IC9eIHswLDN9KFstKl9dKSg/OlxccypcXDEpezIsfVxccyokL1xuY29uc3QgUVVPVEUgPSAvXiB7MCwzfT4gPyguKikkL1xuY29uc3QgTElTVCA9IC9eKFxccyopKFstKitdfFxcZHsxLDl9Wy4pXSkoXFxzK3wkKSguKikkL1xuY29uc3QgVEFCTEVfUlVMRSA9IC9eXFxzKlxcfD9cXHMqOj8tKzo/XFxzKig/OlxcfFxccyo6Py0rOj9cXHMqKSpcXHw/XFxzKiQvXG4vLyBUaGUgYmVnaW5uaW5nIG9mIGEgbGluZSB0aGF0IG1heSBzdGlsbCBiZWNvbWUgYSBsaXN0LCBhIGhlYWRpbmcsIGEgcnVsZSwgYSBmZW5jZSBvciBhIHRhYmxlLlxuY29uc3QgVU5ERUNJREVEX0xJTkUgPSAvXig/Olxccyo+KSpcXHMqKD86Wy0qK189XXsxLDJ9fCN7MSw2fXxcXGR7MSw5fVsuKV0/fGB7MSwyfXx+ezEsMn18YHszLH1bXmBdKnx+ezMsfS4qfD58XFx8fFstKitdXFxzKlxcWy4/XFxdPylcXHMqJC9cbmNvbnN0IE1BWF9ERVBUSCA9IDEyXG5cbmNvbnN0IGluZGVudE9mID0gKGxpbmU6IHN0cmluZykgPT4gL15cXHMqLy5leGVjKGxpbmUpPy5bMF0ucmVwbGFjZSgvXFx0L2csICcgICAgJykubGVuZ3RoID8/IDBcblxuY29uc3QgYmxhbmsgPSAobGluZTogc3RyaW5nIHwgdW5kZWZpbmVkKSA9PiBsaW5lID09PSB1bmRlZmluZWQgfHwgbGluZS50cmltKCkgPT09ICcnXG5cbi8qKiBEcm9wcyBhIGxhc3QgbGluZSB0aGF0IGhhcyBvbmx5IGJlZ3VuOiB3aGF0IGl0IG1lYW5zIGlzIG5vdCBrbm93biBiZWZvcmUgbW9yZSBvZiBpdCBoYXMgYXJyaXZlZC4gKi9cbmV4cG9ydCBmdW5jdGlvbiBkZWNpZGVkTGluZXMobGluZXM6IHN0cmluZ1tdKTogc3RyaW5nW10ge1xuICBjb25zdCBsYXN0ID0gbGluZXMuYXQoLTEpXG4gIHJldHVybiBibGFuayhsYXN0KSB8fCBVTkRFQ0lERURfTElORS50ZXN0KGxhc3QgPz8gJycpID8gbGluZXMuc2xpY2UoMCwgLTEpIDogbGluZXNcbn1cblxuLyoqIFJlYWRzIE1hcmtkb3duIGludG8gYmxvY2tzLiBXaGlsZSBgb3BlbmAsIG1vcmUgdGV4dCB3aWxsIGZvbGxvdyB0aGUgbGFzdCBsaW5lLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHBhcnNlQmxvY2tzKGxpbmVzOiBzdHJpbmdbXSwgb3BlbjogYm9vbGVhbiwgaW5saW5lOiBJbmxpbmUgPSBwYXJzZUlubGluZSwgZGVwdGggPSAwKTogQmxvY2tbXSB7XG4gIHJldHVybiBuZXcgQmxvY2tQYXJzZXIobGluZXMsIG9wZW4sIGlubGluZSwgZGVwdGgpLnBhcnNlKClcbn1cblxuY2xhc3MgQmxvY2tQYXJzZXIge1xuICByZWFkb25seSAjYmxvY2tzOiBCbG9ja1tdID0gW11cbiAgI2F0ID0gMFxuXG4gIGNvbnN0cnVjdG9yKFxuICAgIHJlYWRvbmx5IGxpbmVzOiBzdHJpbmdbXSxcbiAgICByZWFkb25seSBvcGVuOiBib29sZWFuLFxuICAgIHJlYWRvbmx5IGlubGluZTogSW5saW5lLFxuICAgIHJlYWRvbmx5IGRlcHRoOiBudW1iZXIsXG4gICkge31cblxuICBwYXJzZSgpOiBCbG9ja1tdIHtcbiAgICB3aGlsZSAodGhpcy4jYXQgPCB0aGlzLmxpbmVzLmxlbmd0aCkge1xuICAgICAgY29uc3QgbGluZSA9IHRoaXMuI2F0XG4gICAgICBpZiAoYmxhbmsodGhpcy5saW5lc1tsaW5lXSkpIHRoaXMuI2F0KytcbiAgICAgIGVsc2UgdGhpcy4jYmxvY2tzLnB1c2goeyB0cmVlOiB0aGlzLiNibG9jaygpLCBsaW5lIH0pXG4gICAgfVxuICAgIHJldHVybiB0aGlzLiNibG9ja3NcbiAgfVxuXG4gICNibG9jaygpOiBCcmFuY2gge1xuICAgIGNvbnN0IGxpbmUgPSB0aGlzLmxpbmVzW3RoaXMuI2F0XSA/PyAnJ1xuICAgIGNvbnN0IGZlbmNlID0gRkVOQ0UuZXhlYyhsaW5lKVxuICAgIGlmIChmZW5jZSkgcmV0dXJuIHRoaXMuI2ZlbmNlKGZlbmNlWzFdID8/ICcnLCBmZW5jZVsyXSA/PyAnJywgaW5kZW50T2YobGluZSkpXG4gICAgY29uc3QgaGVhZGluZyA9IEhFQURJTkcuZXhlYyhsaW5lKVxuICAgIGlmIChoZWFkaW5nKSByZXR1cm4gdGhpcy4jaGVhZGluZyhoZWFkaW5nWzFdPy5sZW5ndGggPz8gMSwgaGVhZGluZ1syXSA/PyAnJylcbiAgICBpZiAoUlVMRS50ZXN0KGxpbmUpKSB7XG4gICAgICB0aGlzLiNhdCsrXG4gICAgICByZXR1cm4gYnJhbmNoKCdocicsIFtdKVxuICAgIH1cbiAgICBpZiAodGhpcy5kZXB0aCA8IE1BWF9ERVBUSCkge1xuICAgICAgaWYgKFFVT1RFLnRlc3QobGluZSkpIHJldHVybiB0aGlzLiNxdW90ZSgpXG4gICAgICBpZiAoTElTVC50ZXN0KGxpbmUpKSByZXR1cm4gdGhpcy4jbGlzdCgpXG4gICAgfVxuICAgIHJldHVybiB0aGlzLiNpc1RhYmxlKCkgPyB0aGlzLiN0YWJsZSgpIDogdGhpcy4jcGFyYWdyYXBoKClcbiAgfVxuXG4gIC8qKiBXaGV0aGVyIHRoZSBibG9jayB0aGF0IGhhcyBqdXN0IGJlZW4gcmVhZCByZWFjaGVzIHRoZSBlbmQgb2YgdGV4dCB0aGF0IGlzIHN0aWxsIGFycml2aW5nLiAqL1xuICBnZXQgI2xhc3QoKTogYm9vbGVhbiB7XG4gICAgcmV0dXJuIHRoaXMub3BlbiAmJiB0aGlzLiNhdCA+PSB0aGlzLmxpbmVzLmxlbmd0aFxuICB9XG5cbiAgI2ZlbmNlKG1hcms6IHN0cmluZywgaW5mbzogc3RyaW5nLCBpbmRlbnQ6IG51bWJlcik6IEJyYW5jaCB7XG4gICAgY29uc3QgZW5kID0gbmV3IFJlZ0V4cChgXiB7MCwzfVxcXFwke21hcmtbMF0gPz8gJyd9eyR7bWFyay5sZW5ndGh9LH1cXFxccyokYClcbiAgICBjb25zdCBjb2RlOiBzdHJpbmdbXSA9IFtdXG4gICAgd2hpbGUgKCsrdGhpcy4jYXQgPCB0aGlzLmxpbmVzLmxlbmd0aCkge1xuICAgICAgY29uc3QgbGluZSA9IHRoaXMubGluZXNbdGhpcy4jYXRdID8/ICcnXG4gICAgICBpZiAoZW5kLnRlc3QobGluZSkpIGJyZWFrXG4gICAgICBjb2RlLnB1c2goaW5kZW50ID8gbGluZS5yZXBsYWNlKG5ldyBSZWdFeHAoYF4gezAsJHtpbmRlbnR9fWApLCAnJykgOiBsaW5lKVxuICAgIH1cbiAgICB0aGlzLiNhdCsrXG4gICAgY29uc3QgdGV4dCA9IGNvZGUuam9pbignXFxuJylcbiAgICByZXR1cm4gYnJhbmNoKCdwcmUnLCB0ZXh0ID8gW3RleHRdIDogW10sIGluZm8udHJpbSgpLnNwbGl0KC9cXHMvKVswXSA/PyAnJylcbiAgfVxuXG4gICNoZWFkaW5nKGxldmVsOiBudW1iZXIsIHRleHQ6IHN0cmluZyk6IEJyYW5jaCB7XG4gICAgdGhpcy4jYXQrK1xuICAgIHJldHVybiBicmFuY2goYGgke01hdGgubWluKDYsIGxldmVsICsgMil9YCwgdGhpcy5pbmxpbmUodGV4dCwgdGhpcy4jbGFzdCkpXG4gIH1cblxuICAjcXVvdGUoKTogQnJhbmNoIHtcbiAgICBjb25zdCBpbnNpZGU6IHN0cmluZ1tdID0gW11cbiAgICBmb3IgKGxldCBmb3VuZDsgKGZvdW5kID0gUVVPVEUuZXhlYyh0aGlzLmxpbmVzW3RoaXMuI2F0XSA/PyAnJykpOyB0aGlzLiNhdCsrKSBpbnNpZGUucHVzaChmb3VuZFsxXSA/PyAnJylcbiAgICByZXR1cm4gYnJhbmNoKCdibG9ja3F1b3RlJywgdGhpcy4jbmVzdGVkKGluc2lkZSkpXG4gIH1cblxuICAjbmVzdGVkKGxpbmVzOiBzdHJpbmdbXSk6IEJyYW5jaFtdIHtcbiAgICByZXR1cm4gcGFyc2VCbG9ja3MobGluZXMsIHRoaXMuI2xhc3QsIHRoaXMuaW5saW5lLCB0aGlzLmRlcHRoICsgMSkubWFwKChibG9jaykgPT4gYmxvY2sudHJlZSlcbiAgfVxuXG4gICNsaXN0KCk6IEJyYW5jaCB7XG4gICAgY29uc3QgZmlyc3QgPSBMSVNULmV4ZWModGhpcy5saW5lc1t0aGlzLiNhdF0gPz8gJycpXG4gICAgY29uc3QgYmFzZSA9IGluZGVudE9mKHRoaXMubGluZXNbdGhpcy4jYXRdID8/ICcnKVxuICAgIGNvbnN0IGtpbmQgPSBraW5kT2YoZmlyc3Q/LlsyXSlcbiAgICBjb25zdCBpdGVtczogSXRlbVtdID0gW11cbiAgICBsZXQgbG9vc2UgPSBmYWxzZVxuICAgIGxldCBnYXAgPSBmYWxzZVxuICAgIGZvciAoOyB0aGlzLiNhdCA8IHRoaXMubGluZXMubGVuZ3RoOyB0aGlzLiNhdCsrKSB7XG4gICAgICBjb25zdCBsaW5lID0gdGhpcy5saW5lc1t0aGlzLiNhdF0gPz8gJydcbiAgICAgIGlmIChibGFuayhsaW5lKSkge1xuICAgICAgICBnYXAgPSB0cnVlXG4gICAgICAgIGNvbnRpbnVlXG4gICAgICB9XG4gICAgICBjb25zdCBpbmRlbnQgPSBpbmRlbnRPZihsaW5lKVxuICAgICAgY29uc3QgZm91bmQgPSBMSVNULmV4ZWMobGluZSlcbiAgICAgIGNvbnN0IGl0ZW0gPSBpdGVtcy5hdCgtMSlcbiAgICAgIGlmIChmb3VuZCAmJiBpbmRlbnQgPCBiYXNlICsgMiAmJiAhKGl0ZW0gJiYgaW5kZW50ID49IGl0ZW0uaW5kZW50KSkge1xuICAgICAgICBpZiAoa2luZE9mKGZvdW5kWzJdKSAhPT0ga2luZCB8fCBSVUxFLnRlc3QobGluZSkpIGJyZWFrXG4gICAgICAgIGl0ZW1zLnB1c2goeyBsaW5lczogW2ZvdW5kWzRdID8/ICcnXSwgaW5kZW50OiBpbmRlbnQgKyAoZm91bmRbMl0/Lmxlbmd0aCA/PyAxKSArIDEgfSlcbiAgICAgICAgbG9vc2UgfHw9IGdhcCAmJiBpdGVtcy5sZW5ndGggPiAxXG4gICAgICB9IGVsc2UgaWYgKGl0ZW0gJiYgaW5kZW50ID49IGJhc2UgKyAyKSB7XG4gICAgICAgIGlmIChnYXApIGl0ZW0ubGluZXMucHVzaCgnJylcbiAgICAgICAgbG9vc2UgfHw9IGdhcCAmJiBpbmRlbnQgPCBpdGVtLmluZGVudCArIDJcbiAgICAgICAgaXRlbS5saW5lcy5wdXNoKGxpbmUucmVwbGFjZSgvXFx0L2csICcgICAgJykuc2xpY2UoTWF0aC5taW4oaW5kZW50LCBpdGVtLmluZGVudCkpKVxuICAgICAgfSBlbHNlIGlmIChpdGVtICYmICFnYXAgJiYgIXN0YXJ0c0Jsb2NrKGxpbmUpKSBpdGVtLmxpbmVzLnB1c2gobGluZSlcbiAgICAgIGVsc2UgYnJlYWtcbiAgICAgIGdhcCA9IGZhbHNlXG4gICAgfVxuICAgIGNvbnN0IGtpZHMgPSBpdGVtcy5tYXAoKGl0ZW0sIGluZGV4KSA9PiB0aGlzLiNpdGVtKGl0ZW0sIGxvb3NlLCBpbmRleCA9PT0gaXRlbXMubGVuZ3RoIC0gMSkpXG4gICAgcmV0dXJuIGJyYW5jaChraW5kID8gJ29sJyA6ICd1bCcsIGtpZHMsIGtpbmQgPyAoZmlyc3Q/LlsyXT8ucmVwbGFjZSgvXFxEL2csICcnKSA/PyAnJykgOiAnJylcbiAgfVxuXG4gICNpdGVtKGl0ZW06IEl0ZW0sIGxvb3NlOiBib29sZWFuLCBsYXN0OiBib29sZWFuKTogQnJhbmNoIHtcbiAgICBjb25zdCB0YXNrID0gL15cXFsoWyB4WF0pXFxdXFxzKy8uZXhlYyhpdGVtLmxpbmVzWzBdID8/ICcnKVxuICAgIGlmICh0YXNrKSBpdGVtLmxpbmVzWzBdID0gKHRhc2tbMV0gPT09ICcgJyA/ICdcdTI2MTAgJyA6ICdcdTI2MTEgJykgKyAoaXRlbS5saW5lc1swXSA/PyAnJykuc2xpY2UodGFza1swXS5sZW5ndGgpXG4gICAgY29uc3QgYmxvY2tzID0gcGFyc2VCbG9ja3MoaXRlbS5saW5lcywgbGFzdCAmJiB0aGlzLiNsYXN0LCB0aGlzLmlubGluZSwgdGhpcy5kZXB0aCArIDEpLm1hcCgoYmxvY2spID0+IGJsb2NrLnRyZWUpXG4gICAgY29uc3Qga2lkcyA9IGxvb3NlID8gYmxvY2tzIDogYmxvY2tzLmZsYXRNYXAoKHRyZWUpID0+ICh0cmVlLnRhZyA9PT0gJ3AnID8gdHJlZS5raWRzIDogW3RyZWVdKSlcbiAgICByZXR1cm4gYnJhbmNoKCdsaScsIGpvaW5lZChraWRzKSlcbiAgfVxuXG4gICNpc1RhYmxlKCk6IGJvb2xlYW4ge1xuICAgIGNvbnN0IFtsaW5lID0gJycsIG5leHRdID0gW3RoaXMubGluZXNbdGhpcy4jYXRdLCB0aGlzLmxpbmVzW3RoaXMuI2F0ICsgMV1dXG4gICAgaWYgKCFsaW5lLmluY2x1ZGVzKCd8JykpIHJldHVybiBmYWxzZVxuICAgIC8vIFRoZSBmaXJzdCBsaW5lIG9mIGEgdGFibGUgdGhhdCBpcyBzdGlsbCBhcnJpdmluZzogc2hvd24gYXMgYSB0YWJsZSBhdCBvbmNlIGluc3RlYWQgb2YganVtcGluZyBpbnRvIG9uZS5cbiAgICBpZiAobmV4dCA9PT0gdW5kZWZpbmVkKSByZXR1cm4gdGhpcy5vcGVuICYmIGxpbmUudHJpbVN0YXJ0KCkuc3RhcnRzV2l0aCgnfCcpXG4gICAgaWYgKHRoaXMub3BlbiAmJiB0aGlzLiNhdCArIDIgPT09IHRoaXMubGluZXMubGVuZ3RoICYmIC9eW1xcczp8LV0rJC8udGVzdChuZXh0KSkgcmV0dXJuIHRydWVcbiAgICByZXR1cm4gVEFCTEVfUlVMRS50ZXN0KG5leHQpICYmIGNlbGxzT2YobmV4dCkubGVuZ3RoID09PSBjZWxsc09mKGxpbmUpLmxlbmd0aFxuICB9XG5cbiAgI3RhYmxlKCk6IEJyYW5jaCB7XG4gICAgY29uc3QgaGVhZCA9IGNlbGxzT2YodGhpcy5saW5lc1t0aGlzLiNhdCsrXSA/PyAnJylcbiAgICBjb25zdCBhbGlnbnMgPSBjZWxsc09mKHRoaXMubGluZXNbdGhpcy4jYXQrK10gPz8gJycpLm1hcCgoY2VsbCkgPT4gKGNlbGwuZW5kc1dpdGgoJzonKSA/IChjZWxsLnN0YXJ0c1dpdGgoJzonKSA/ICdjZW50ZXInIDogJ2VuZCcpIDogJycpKVxuICAgIGNvbnN0IHJvd3M6IEJyYW5jaFtdID0gW11cbiAgICB3aGlsZSAodGhpcy4jYXQgPCB0aGlzLmxpbmVzLmxlbmd0aCAmJiAhYmxhbmsodGhpcy5saW5lc1t0aGlzLiNhdF0pICYmIHRoaXMubGluZXNbdGhpcy4jYXRdPy5pbmNsdWRlcygnfCcpKSB7XG4gICAgICBjb25zdCBjZWxscyA9IGNlbGxzT2YodGhpcy5saW5lc1t0aGlzLiNhdCsrXSA/PyAnJylcbiAgICAgIHJvd3MucHVzaCh0aGlzLiNyb3coJ3RkJywgaGVhZC5tYXAoKF8sIGluZGV4KSA9PiBjZWxsc1tpbmRleF0gPz8gJycpLCBhbGlnbnMpKVxuICAgIH1cbiAgICByZXR1cm4gYnJhbmNoKCd0YWJsZScsIFticmFuY2goJ3RoZWFkJywgW3RoaXMuI3JvdygndGgnLCBoZWFkLCBhbGlnbnMpXSksIC4uLihyb3dzLmxlbmd0aCA/IFticmFuY2goJ3Rib2R5Jywgcm93cyldIDogW10pXSlcbiAgfVxuXG4gICNyb3codGFnOiBzdHJpbmcsIGNlbGxzOiBzdHJpbmdbXSwgYWxpZ25zOiBzdHJpbmdbXSk6IEJyYW5jaCB7XG4gICAgcmV0dXJuIGJyYW5jaCgndHInLCBjZWxscy5tYXAoKGNlbGwsIGluZGV4KSA9PiBicmFuY2godGFnLCB0aGlzLmlubGluZShjZWxsLCB0aGlzLiNsYXN0KSwgYWxpZ25zW2luZGV4XSA/PyAnJykpKVxuICB9XG5cbiAgI3BhcmFncmFwaCgpOiBCcmFuY2gge1xuICAgIGNvbnN0IHRleHQ6IHN0cmluZ1tdID0gW3RoaXMubGluZXNbdGhpcy4jYXQrK10/LnRyaW1TdGFydCgpID8/ICcnXVxuICAgIGZvciAoOyB0aGlzLiNhdCA8IHRoaXMubGluZXMubGVuZ3RoOyB0aGlzLiNhdCsrKSB7XG4gICAgICBjb25zdCBsaW5lID0gdGhpcy5saW5lc1t0aGlzLiNhdF0gPz8gJydcbiAgICAgIGlmIChibGFuayhsaW5lKSB8fCBzdGFydHNCbG9jayhsaW5lKSB8fCAobGluZS50cmltU3RhcnQoKS5zdGFydHNXaXRoKCd8JykgJiYgdGhpcy4jaXNUYWJsZSgpKSkgYnJlYWtcbiAgICAgIHRleHQucHVzaChsaW5lLnRyaW1TdGFydCgpKVxuICAgIH1cbiAgICByZXR1cm4gYnJhbmNoKCdwJywgdGhpcy5pbmxpbmUodGV4dC5qb2luKCdcXG4nKS50cmltRW5kKCksIHRoaXMuI2xhc3QpKVxuICB9XG59XG5cbi8qKiBPcmRlcmVkIGxpc3RzIGJ5IHdoYXQgZm9sbG93cyB0aGUgbnVtYmVyLCBhbGwgYnVsbGV0cyBhbGlrZTogbW9kZWxzIG1peCB0aGVtLiAqL1xuY29uc3Qga2luZE9mID0gKG1hcmtlciA9ICcnKSA9PiAvWy4pXSQvLmV4ZWMobWFya2VyKT8uWzBdID8/ICcnXG5cbmZ1bmN0aW9uIHN0YXJ0c0Jsb2NrKGxpbmU6IHN0cmluZyk6IGJvb2xlYW4ge1xuICBjb25zdCBsaXN0ID0gTElTVC5leGVjKGxpbmUpXG4gIC8vIE9ubHkgYSBsaXN0IHRoYXQgYmVnaW5zIHdpdGggMSBtYXkgaW50ZXJydXB0IGEgcGFyYWdyYXBoOiBhIGxpbmUgbWF5IHdlbGwgYmVnaW4gd2l0aCBhIHllYXIuXG4gIGNvbnN0IGxpc3RzID0gbGlzdD8uWzRdICYmICgha2luZE9mKGxpc3RbMl0pIHx8IGxpc3RbMl0/LnNsaWNlKDAsIC0xKSA9PT0gJzEnKVxuICByZXR1cm4gQm9vbGVhbihsaXN0cykgfHwgRkVOQ0UudGVzdChsaW5lKSB8fCBIRUFESU5HLnRlc3QobGluZSkgfHwgUlVMRS50ZXN0KGxpbmUpIHx8IFFVT1RFLnRlc3QobGluZSlcbn1cblxuZnVuY3Rpb24gY2VsbHNPZihsaW5lOiBzdHJpbmcpOiBzdHJpbmdbXSB7XG4gIGNvbnN0IGNlbGxzID0gbGluZS50cmltKCkucmVwbGFjZSgvXlxcfC8sICcnKS5zcGxpdCgvKD88IVxcXFwpXFx8LylcbiAgaWYgKGNlbGxzLmxlbmd0aCA+IDEgJiYgYmxhbmsoY2VsbHMuYXQoLTEpKSkgY2VsbHMucG9wKClcbiAgcmV0dXJuIGNlbGxzLm1hcCgoY2VsbCkgPT4gY2VsbC50cmltKCkucmVwbGFjZSgvXFxcXFxcfC9nLCAnfCcpKVxufVxuIiwgImltcG9ydCB7IGggfSBmcm9tICcuL2RvbSdcbmltcG9ydCB7IGRlY2lkZWRMaW5lcywgcGFyc2VCbG9ja3MgfSBmcm9tICcuL21hcmtkb3duLWJsb2NrcydcbmltcG9ydCB7IHBhcnNlSW5saW5lIH0gZnJvbSAnLi9tYXJrZG93bi1pbmxpbmUnXG5pbXBvcnQgdHlwZSB7IEJyYW5jaCwgVHJlZSB9IGZyb20gJy4vbWFya2Rvd24tdHJlZSdcblxuZXhwb3J0IGludGVyZmFjZSBNYXJrZG93blBhcnRzIHtcbiAgLyoqIEEgY2l0YXRpb24gbWFyaywgb3Igbm90aGluZyB3aGVyZSB0aGVyZSBpcyBubyBzdWNoIHNvdXJjZS4gKi9cbiAgY2l0ZShudW1iZXI6IG51bWJlcik6IE5vZGUgfCB1bmRlZmluZWRcbiAgbGluayhhZGRyZXNzOiBzdHJpbmcpOiBIVE1MRWxlbWVudFxuICAvKiogQSBibG9jayBvZiBjb2RlOiB0aGUgbm9kZSB0byBzaG93IGFuZCB0aGUgbm9kZSB0aGF0IHRha2VzIHRoZSB0ZXh0LiAqL1xuICBjb2RlKGxhbmd1YWdlOiBzdHJpbmcpOiB7IG5vZGU6IEhUTUxFbGVtZW50OyBzbG90OiBIVE1MRWxlbWVudCB9XG4gIHRhYmxlKHRhYmxlOiBIVE1MRWxlbWVudCk6IEhUTUxFbGVtZW50XG59XG5cbi8qKlxuICogU2hvd3MgTWFya2Rvd24gdGhhdCBhcnJpdmVzIHBpZWNlIGJ5IHBpZWNlLiBBbGwgYmxvY2tzIGJ1dCB0aGUgbGFzdCBhcmUgZmluYWwgYW5kIG5ldmVyIHRvdWNoZWRcbiAqIGFnYWluOyB0aGUgbGFzdCBvbmUgaXMgcmVhZCBhZ2FpbiBhbmQgb25seSB3aGF0IGRpZmZlcnMgaXMgY2hhbmdlZC5cbiAqL1xuZXhwb3J0IGNsYXNzIE1hcmtkb3duVmlldyB7XG4gICNzb3VyY2UgPSAnJ1xuICAjdGFpbEF0ID0gMFxuICAjdGFpbDogcmVhZG9ubHkgVHJlZVtdID0gW11cbiAgI2xpdmUgPSBmYWxzZVxuICByZWFkb25seSAjbWVtbyA9IG5ldyBNYXA8c3RyaW5nLCByZWFkb25seSBUcmVlW10+KClcbiAgcmVhZG9ubHkgI3VzZWQgPSBuZXcgTWFwPHN0cmluZywgbnVtYmVyPigpXG5cbiAgY29uc3RydWN0b3IoXG4gICAgcmVhZG9ubHkgcm9vdDogSFRNTEVsZW1lbnQsXG4gICAgcmVhZG9ubHkgcGFydHM6IE1hcmtkb3duUGFydHMsXG4gICkge31cblxuICB3cml0ZSh0ZXh0OiBzdHJpbmcsIGxpdmU6IGJvb2xlYW4pOiB2b2lkIHtcbiAgICBjb25zdCBzb3VyY2UgPSB0ZXh0LnJlcGxhY2UoL1xcclxcbj8vZywgJ1xcbicpXG4gICAgaWYgKHNvdXJjZSA9PT0gdGhpcy4jc291cmNlICYmIGxpdmUgPT09IHRoaXMuI2xpdmUpIHJldHVyblxuICAgIGlmICghc291cmNlLnN0YXJ0c1dpdGgodGhpcy4jc291cmNlKSkgdGhpcy4jcmVzZXQoKVxuICAgIHRoaXMuI3NvdXJjZSA9IHNvdXJjZVxuICAgIHRoaXMuI2xpdmUgPSBsaXZlXG4gICAgdGhpcy4jcmVuZGVyKClcbiAgfVxuXG4gIC8qKiBTaG93cyBldmVyeXRoaW5nIGFuZXcsIGFmdGVyIGNpdGF0aW9ucyBoYXZlIGJlY29tZSBrbm93bi4gKi9cbiAgcmVmcmVzaCgpOiB2b2lkIHtcbiAgICB0aGlzLiNyZXNldCgpXG4gICAgdGhpcy4jcmVuZGVyKClcbiAgfVxuXG4gICNyZXNldCgpOiB2b2lkIHtcbiAgICB0aGlzLnJvb3QucmVwbGFjZUNoaWxkcmVuKClcbiAgICB0aGlzLiN0YWlsQXQgPSAwXG4gICAgdGhpcy4jdGFpbCA9IFtdXG4gICAgdGhpcy4jbWVtby5jbGVhcigpXG4gIH1cblxuICAjcmVuZGVyKCk6IHZvaWQge1xuICAgIGNvbnN0IGFsbCA9IHRoaXMuI3NvdXJjZS5zbGljZSh0aGlzLiN0YWlsQXQpLnNwbGl0KCdcXG4nKVxuICAgIGNvbnN0IHNldHRsZWQgPSB0aGlzLnJvb3QuY2hpbGROb2Rlcy5sZW5ndGggLSB0aGlzLiN0YWlsLmxlbmd0aFxuICAgIHRoaXMuI3VzZWQuY2xlYXIoKVxuICAgIGNvbnN0IGJsb2NrcyA9IHBhcnNlQmxvY2tzKHRoaXMuI2xpdmUgPyBkZWNpZGVkTGluZXMoYWxsKSA6IGFsbCwgdGhpcy4jbGl2ZSwgdGhpcy4jaW5saW5lKVxuICAgIGNvbnN0IHRyZWVzID0gYmxvY2tzLm1hcCgoYmxvY2spID0+IGJsb2NrLnRyZWUpXG4gICAgdGhpcy4jcGF0Y2godGhpcy5yb290LCB0aGlzLiN0YWlsLCB0cmVlcywgc2V0dGxlZClcbiAgICB0aGlzLiN0YWlsID0gdHJlZXNcbiAgICBjb25zdCBsYXN0ID0gYmxvY2tzLmF0KC0xKVxuICAgIGlmIChibG9ja3MubGVuZ3RoIDwgMiB8fCAhbGFzdCkgcmV0dXJuXG4gICAgdGhpcy4jdGFpbEF0ICs9IGFsbC5zbGljZSgwLCBsYXN0LmxpbmUpLmpvaW4oJ1xcbicpLmxlbmd0aCArIDFcbiAgICB0aGlzLiN0YWlsID0gW2xhc3QudHJlZV1cbiAgICB0aGlzLiNtZW1vLmNsZWFyKClcbiAgfVxuXG4gIC8qKiBUZXh0IHRoYXQgaGFzIG5vdCBjaGFuZ2VkIGdpdmVzIHRoZSB2ZXJ5IHNhbWUgdHJlZXMsIHdoaWNoIHRoZSBwYXRjaCB0aGVuIHNraXBzLiAqL1xuICByZWFkb25seSAjaW5saW5lID0gKHRleHQ6IHN0cmluZywgb3BlbjogYm9vbGVhbik6IHJlYWRvbmx5IFRyZWVbXSA9PiB7XG4gICAgaWYgKG9wZW4pIHJldHVybiBwYXJzZUlubGluZSh0ZXh0LCB0cnVlKVxuICAgIGNvbnN0IHRpbWVzID0gdGhpcy4jdXNlZC5nZXQodGV4dCkgPz8gMFxuICAgIHRoaXMuI3VzZWQuc2V0KHRleHQsIHRpbWVzICsgMSlcbiAgICAvLyBFcXVhbCB0ZXh0cyBpbiB0d28gcGxhY2VzIGFyZSBzaG93biBieSBkaWZmZXJlbnQgbm9kZXMsIHNvIHRoZXkgbmVlZCB0cmVlcyBvZiB0aGVpciBvd24uXG4gICAgY29uc3Qga2V5ID0gYCR7dGltZXN9ICR7dGV4dH1gXG4gICAgY29uc3QgdHJlZXMgPSB0aGlzLiNtZW1vLmdldChrZXkpID8/IHBhcnNlSW5saW5lKHRleHQpXG4gICAgdGhpcy4jbWVtby5zZXQoa2V5LCB0cmVlcylcbiAgICByZXR1cm4gdHJlZXNcbiAgfVxuXG4gICNwYXRjaChzbG90OiBOb2RlLCBiZWZvcmU6IHJlYWRvbmx5IFRyZWVbXSwgYWZ0ZXI6IHJlYWRvbmx5IFRyZWVbXSwgb2Zmc2V0ID0gMCk6IHZvaWQge1xuICAgIGlmIChiZWZvcmUgPT09IGFmdGVyKSByZXR1cm5cbiAgICBhZnRlci5mb3JFYWNoKCh0cmVlLCBpbmRleCkgPT4ge1xuICAgICAgY29uc3Qgb2xkID0gYmVmb3JlW2luZGV4XVxuICAgICAgY29uc3Qgbm9kZSA9IHNsb3QuY2hpbGROb2Rlc1tvZmZzZXQgKyBpbmRleF1cbiAgICAgIGlmIChvbGQgPT09IHVuZGVmaW5lZCB8fCAhbm9kZSkgc2xvdC5hcHBlbmRDaGlsZCh0aGlzLiNjcmVhdGUodHJlZSkpXG4gICAgICBlbHNlIGlmIChvbGQgIT09IHRyZWUgJiYgIXRoaXMuI3JldXNlKG9sZCwgdHJlZSwgbm9kZSkpIHNsb3QucmVwbGFjZUNoaWxkKHRoaXMuI2NyZWF0ZSh0cmVlKSwgbm9kZSlcbiAgICB9KVxuICAgIHdoaWxlIChzbG90LmNoaWxkTm9kZXMubGVuZ3RoID4gb2Zmc2V0ICsgYWZ0ZXIubGVuZ3RoKSBzbG90Lmxhc3RDaGlsZD8ucmVtb3ZlKClcbiAgfVxuXG4gICNyZXVzZShvbGQ6IFRyZWUsIHRyZWU6IFRyZWUsIG5vZGU6IE5vZGUpOiBib29sZWFuIHtcbiAgICBpZiAodHlwZW9mIHRyZWUgPT09ICdzdHJpbmcnKSB7XG4gICAgICBpZiAodHlwZW9mIG9sZCAhPT0gJ3N0cmluZycpIHJldHVybiBmYWxzZVxuICAgICAgaWYgKHRyZWUuc3RhcnRzV2l0aChvbGQpKSAobm9kZSBhcyBUZXh0KS5hcHBlbmREYXRhKHRyZWUuc2xpY2Uob2xkLmxlbmd0aCkpXG4gICAgICBlbHNlIG5vZGUubm9kZVZhbHVlID0gdHJlZVxuICAgICAgcmV0dXJuIHRydWVcbiAgICB9XG4gICAgaWYgKHR5cGVvZiBvbGQgPT09ICdzdHJpbmcnIHx8IG9sZC50YWcgIT09IHRyZWUudGFnIHx8IG9sZC5kZXRhaWwgIT09IHRyZWUuZGV0YWlsKSByZXR1cm4gZmFsc2VcbiAgICBpZiAob2xkLnNsb3QpIHtcbiAgICAgIHRyZWUuc2xvdCA9IG9sZC5zbG90XG4gICAgICB0aGlzLiNwYXRjaChvbGQuc2xvdCwgb2xkLmtpZHMsIHRyZWUua2lkcylcbiAgICB9XG4gICAgcmV0dXJuIHRydWVcbiAgfVxuXG4gICNjcmVhdGUodHJlZTogVHJlZSk6IE5vZGUge1xuICAgIGlmICh0eXBlb2YgdHJlZSA9PT0gJ3N0cmluZycpIHJldHVybiBkb2N1bWVudC5jcmVhdGVUZXh0Tm9kZSh0cmVlKVxuICAgIC8vIFdoYXQgdGhlIHBhZ2Ugc2hvd3MgZm9yIGEgY2l0YXRpb24gbWFyayBpcyBub3Qgb3VycyB0byBwYXRjaC5cbiAgICBpZiAodHJlZS50YWcgPT09ICdjaXRlJykgcmV0dXJuIHRoaXMucGFydHMuY2l0ZShOdW1iZXIodHJlZS5kZXRhaWwpKSA/PyBkb2N1bWVudC5jcmVhdGVUZXh0Tm9kZShgWyR7dHJlZS5kZXRhaWx9XWApXG4gICAgY29uc3QgeyBkb20sIHNsb3QgfSA9IHRoaXMuI2J1aWxkKHRyZWUpXG4gICAgdHJlZS5zbG90ID0gc2xvdFxuICAgIGZvciAoY29uc3Qga2lkIG9mIHRyZWUua2lkcykgc2xvdC5hcHBlbmRDaGlsZCh0aGlzLiNjcmVhdGUoa2lkKSlcbiAgICByZXR1cm4gZG9tXG4gIH1cblxuICAjYnVpbGQoeyB0YWcsIGRldGFpbCB9OiBCcmFuY2gpOiB7IGRvbTogTm9kZTsgc2xvdDogTm9kZSB9IHtcbiAgICBpZiAodGFnID09PSAncHJlJykge1xuICAgICAgY29uc3QgeyBub2RlLCBzbG90IH0gPSB0aGlzLnBhcnRzLmNvZGUoZGV0YWlsKVxuICAgICAgcmV0dXJuIHsgZG9tOiBub2RlLCBzbG90IH1cbiAgICB9XG4gICAgY29uc3QgZWxlbWVudCA9IHRhZyA9PT0gJ2EnID8gdGhpcy5wYXJ0cy5saW5rKGRldGFpbCkgOiBoKHRhZyBhcyAncCcpXG4gICAgaWYgKHRhZyA9PT0gJ3RhYmxlJykgcmV0dXJuIHsgZG9tOiB0aGlzLnBhcnRzLnRhYmxlKGVsZW1lbnQpLCBzbG90OiBlbGVtZW50IH1cbiAgICBpZiAodGFnID09PSAnb2wnICYmIGRldGFpbCAhPT0gJzEnKSBlbGVtZW50LnNldEF0dHJpYnV0ZSgnc3RhcnQnLCBkZXRhaWwpXG4gICAgaWYgKCh0YWcgPT09ICd0ZCcgfHwgdGFnID09PSAndGgnKSAmJiBkZXRhaWwpIGVsZW1lbnQuc2V0QXR0cmlidXRlKCdjbGFzcycsIGRldGFpbClcbiAgICByZXR1cm4geyBkb206IGVsZW1lbnQsIHNsb3Q6IGVsZW1lbnQgfVxuICB9XG59XG4iLCAiaW1wb3J0IHsgcGFyc2VIVE1MIH0gZnJvbSAnbGlua2Vkb20nXG5cbi8qKiBBIGRvY3VtZW50IGZvciBjb2RlIHRoYXQgYnVpbGRzIG5vZGVzLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHVzZURvY3VtZW50KGFkZHJlc3MgPSAnaHR0cHM6Ly9zaG9wLmV4YW1wbGUvdGVhJyk6IERvY3VtZW50IHtcbiAgY29uc3QgeyBkb2N1bWVudCB9ID0gcGFyc2VIVE1MKCc8IWRvY3R5cGUgaHRtbD48aHRtbD48Ym9keT48L2JvZHk+PC9odG1sPicpIGFzIHVua25vd24gYXMgeyBkb2N1bWVudDogRG9jdW1lbnQgfVxuICBPYmplY3QuZGVmaW5lUHJvcGVydHkoZG9jdW1lbnQsICdiYXNlVVJJJywgeyB2YWx1ZTogYWRkcmVzcywgY29uZmlndXJhYmxlOiB0cnVlIH0pXG4gIE9iamVjdC5hc3NpZ24oZ2xvYmFsVGhpcywgeyBkb2N1bWVudCwgbG9jYXRpb246IG5ldyBVUkwoYWRkcmVzcykgfSlcbiAgcmV0dXJuIGRvY3VtZW50XG59XG4iXSwKICAibWFwcGluZ3MiOiAiO0FBQUEsT0FBTyxZQUFZO0FBQ25CLFNBQVMsVUFBVSxZQUFZOzs7QUNFeEIsU0FBUyxFQUNkLEtBQ0EsYUFBeUIsQ0FBQyxNQUN2QixVQUN1QjtBQUMxQixRQUFNLFVBQVUsU0FBUyxjQUFjLEdBQUc7QUFDMUMsYUFBVyxRQUFRLFdBQVksU0FBUSxhQUFhLE1BQU0sV0FBVyxJQUFJLEtBQUssRUFBRTtBQUNoRixVQUFRLE9BQU8sR0FBRyxRQUFRO0FBQzFCLFNBQU87QUFDVDs7O0FDVEEsZUFBc0IsU0FBUyxNQUFjLE1BQXFDO0FBQ2hGLE1BQUk7QUFDRixVQUFNLFVBQVUsVUFBVSxVQUFVLElBQUk7QUFDeEMsV0FBTztBQUFBLEVBQ1QsUUFBUTtBQUNOLFdBQU8sYUFBYSxNQUFNLElBQUk7QUFBQSxFQUNoQztBQUNGO0FBRUEsU0FBUyxhQUFhLE1BQWMsTUFBNEI7QUFDOUQsUUFBTSxPQUFPLEVBQUUsWUFBWSxFQUFFLE9BQU8sU0FBUyxlQUFlLFFBQVEsVUFBVSxLQUFLLENBQUM7QUFDcEYsT0FBSyxRQUFRO0FBQ2IsT0FBSyxPQUFPLElBQUk7QUFDaEIsT0FBSyxPQUFPO0FBRVosUUFBTSxTQUFTLFNBQVMsWUFBWSxNQUFNO0FBQzFDLE9BQUssT0FBTztBQUNaLE9BQUssTUFBTSxFQUFFLGVBQWUsS0FBSyxDQUFDO0FBQ2xDLFNBQU87QUFDVDs7O0FDdEJBLElBQU0sTUFBTTtBQUdMLElBQU0sT0FDWDtBQVVLLElBQU0sT0FBTztBQUNiLElBQU0sUUFBUTtBQUdkLFNBQVMsS0FBSyxNQUFjLFNBQVMsU0FBUyxNQUFxQjtBQUN4RSxRQUFNLE1BQU0sU0FBUyxnQkFBZ0IsS0FBSyxLQUFLO0FBQy9DLFFBQU0sUUFBUSxTQUFTLGdCQUFnQixLQUFLLE1BQU07QUFDbEQsUUFBTSxhQUFxQyxTQUN2QyxFQUFFLE1BQU0sZ0JBQWdCLGFBQWEsVUFBVSxJQUMvQyxFQUFFLE1BQU0sUUFBUSxRQUFRLGdCQUFnQixnQkFBZ0IsT0FBTyxrQkFBa0IsU0FBUyxtQkFBbUIsUUFBUTtBQUN6SCxNQUFJLGFBQWEsV0FBVyxXQUFXO0FBQ3ZDLE1BQUksYUFBYSxlQUFlLE1BQU07QUFDdEMsUUFBTSxhQUFhLEtBQUssSUFBSTtBQUM1QixhQUFXLFFBQVEsV0FBWSxPQUFNLGFBQWEsTUFBTSxXQUFXLElBQUksS0FBSyxFQUFFO0FBQzlFLE1BQUksT0FBTyxLQUFLO0FBQ2hCLFNBQU87QUFDVDs7O0FDcEJPLElBQU0sZUFBZTtBQUFBLEVBQzFCLGlCQUFpQjtBQUFBLEVBQ2pCLFFBQVE7QUFBQSxFQUNSLFVBQVU7QUFBQSxFQUNWLE9BQU87QUFBQSxFQUVQLEtBQUs7QUFBQSxFQUNMLEtBQUs7QUFBQSxFQUNMLFVBQVUsQ0FBQyxTQUFpQixHQUFHLElBQUk7QUFBQSxFQUNuQyxXQUFXO0FBQUEsRUFDWCxVQUFVLENBQUMsU0FBaUIsR0FBRyxJQUFJO0FBQUEsRUFDbkMsUUFBUTtBQUFBLEVBQ1IsVUFBVTtBQUFBLEVBRVYsU0FBUyxDQUFDLFNBQWlCLGNBQWMsSUFBSTtBQUFBLEVBQzdDLGFBQWE7QUFBQSxFQUNiLE1BQU07QUFBQSxFQUNOLE1BQU07QUFBQSxFQUVOLFNBQVM7QUFBQSxFQUNULGFBQWE7QUFBQSxFQUNiLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULGFBQWE7QUFBQSxFQUNiLE9BQU87QUFBQSxFQUNQLGNBQWMsQ0FBQyxVQUFtQixVQUFVLElBQUksd0NBQXdDLEdBQUcsS0FBSztBQUFBLEVBQ2hHLE1BQU07QUFBQSxFQUNOLGFBQWE7QUFBQSxFQUNiLFlBQVk7QUFBQSxFQUNaLE9BQU87QUFBQSxFQUNQLFdBQVc7QUFBQSxFQUVYLFNBQVM7QUFBQSxFQUNULGNBQWM7QUFBQSxFQUVkLFlBQVk7QUFBQSxFQUNaLGVBQWU7QUFBQSxFQUNmLGNBQWM7QUFBQSxFQUVkLFNBQVM7QUFBQSxFQUNULFFBQVEsQ0FBQyxRQUFnQixVQUFrQixVQUFVLE1BQU0sS0FBSyxLQUFLO0FBQUEsRUFDckUsTUFBTSxDQUFDLFNBQWlCLFFBQVEsSUFBSTtBQUFBLEVBQ3BDLGFBQWEsQ0FBQyxVQUFrQixHQUFHLEtBQUs7QUFBQSxFQUN4QyxRQUFRO0FBQUEsRUFDUixNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixRQUFRO0FBQUEsRUFFUixTQUFTO0FBQUEsRUFDVCxPQUFPO0FBQUEsRUFDUCxVQUFVO0FBQ1o7OztBQzNEQSxJQUFNLFVBQVUsQ0FBQyxVQUFVLFNBQVMsV0FBVyxNQUFNO0FBRzlDLFNBQVMsUUFBUSxTQUFrQztBQUN4RCxNQUFJO0FBQ0YsVUFBTSxNQUFNLElBQUksSUFBSSxRQUFRLEtBQUssR0FBRyxTQUFTLE9BQU87QUFDcEQsV0FBTyxRQUFRLFNBQVMsSUFBSSxRQUFRLElBQUksTUFBTTtBQUFBLEVBQ2hELFFBQVE7QUFDTixXQUFPO0FBQUEsRUFDVDtBQUNGO0FBR08sU0FBUyxLQUFLLFNBQWlCLGFBQXFDLENBQUMsR0FBZ0I7QUFDMUYsUUFBTSxNQUFNLFFBQVEsT0FBTztBQUMzQixNQUFJLENBQUMsSUFBSyxRQUFPLEVBQUUsUUFBUSxVQUFVO0FBQ3JDLFFBQU0sU0FBUyxFQUFFLEtBQUssRUFBRSxHQUFHLFlBQVksTUFBTSxJQUFJLE1BQU0sS0FBSyxXQUFXLENBQUM7QUFDeEUsTUFBSSxJQUFJLFdBQVcsU0FBUyxVQUFVLElBQUksU0FBUyxXQUFXLE1BQU0sR0FBRztBQUNyRSxXQUFPLFNBQVM7QUFDaEIsV0FBTyxhQUFhLG9CQUFvQixhQUFRLE1BQU07QUFBQSxFQUN4RDtBQUNBLFNBQU87QUFDVDs7O0FDakJBLElBQU0sWUFBWTtBQUdYLFNBQVMsWUFBWSxTQUF5QixRQUFpRDtBQUNwRyxTQUFPO0FBQUEsSUFDTDtBQUFBLElBQ0EsT0FBTyxDQUFDLFVBQVUsRUFBRSxPQUFPLEVBQUUsT0FBTyxTQUFTLE1BQU0sVUFBVSxVQUFVLEtBQUssY0FBYyxhQUFRLE1BQU0sR0FBRyxLQUFLO0FBQUEsSUFDaEgsTUFBTTtBQUFBLElBQ04sTUFBTSxDQUFDLFdBQVc7QUFDaEIsWUFBTSxTQUFTLFFBQVEsRUFBRSxLQUFLLENBQUMsVUFBVSxNQUFNLFdBQVcsTUFBTTtBQUNoRSxhQUFPLFVBQVUsU0FBUyxRQUFRLE1BQU07QUFBQSxJQUMxQztBQUFBLEVBQ0Y7QUFDRjtBQUVBLFNBQVMsU0FBUyxRQUFnQixRQUErQztBQUMvRSxRQUFNLFFBQVEsRUFBRSxPQUFPLFFBQVEsY0FBYyxhQUFRLE9BQU8sT0FBTyxRQUFRLE9BQU8sS0FBSyxHQUFHLE9BQU8sT0FBTyxNQUFNO0FBQzlHLFFBQU0sT0FBTyxPQUFPLE1BQU0sS0FBSyxPQUFPLEtBQUssS0FBSyxJQUFJLEVBQUUsVUFBVSxFQUFFLEdBQUcsT0FBTyxNQUFNLFNBQVMsQ0FBQztBQUM1RixNQUFJLENBQUMsT0FBTyxJQUFLLE1BQUssaUJBQWlCLFNBQVMsTUFBTSxPQUFPLE1BQU0sQ0FBQztBQUNwRSxPQUFLLE9BQU8sT0FBTyxPQUFPLE1BQU0sQ0FBQztBQUNqQyxTQUFPO0FBQ1Q7QUFFQSxTQUFTLFVBQVUsVUFBNEQ7QUFDN0UsUUFBTSxPQUFPLEVBQUUsUUFBUSxFQUFFLEtBQUssTUFBTSxDQUFDO0FBQ3JDLFFBQU0sUUFBUSxFQUFFLFFBQVEsQ0FBQyxHQUFHLGFBQVEsSUFBSTtBQUN4QyxRQUFNLE9BQU8sRUFBRSxVQUFVLEVBQUUsT0FBTyxRQUFRLE1BQU0sU0FBUyxHQUFHLEtBQUssSUFBSSxHQUFHLEtBQUs7QUFDN0UsUUFBTSxPQUFPLENBQUMsTUFBYyxTQUFpQjtBQUMzQyxVQUFNLGNBQWM7QUFDcEIsU0FBSyxZQUFZLFlBQVksS0FBSyxJQUFJLENBQUM7QUFBQSxFQUN6QztBQUNBLFFBQU0sU0FBUyxZQUFZO0FBQ3pCLFFBQUksQ0FBRSxNQUFNLFNBQVMsS0FBSyxhQUFhLElBQUksRUFBSTtBQUMvQyxTQUFLLGFBQVEsUUFBUSxLQUFLO0FBQzFCLGVBQVcsTUFBTSxLQUFLLGFBQVEsTUFBTSxJQUFJLEdBQUcsU0FBUztBQUFBLEVBQ3REO0FBQ0EsT0FBSyxpQkFBaUIsU0FBUyxNQUFNLEtBQUssT0FBTyxDQUFDO0FBQ2xELFFBQU0sTUFBTSxFQUFFLE9BQU8sRUFBRSxPQUFPLE1BQU0sR0FBRyxFQUFFLFFBQVEsQ0FBQyxHQUFHLFlBQVksYUFBUSxJQUFJLEdBQUcsSUFBSTtBQUNwRixRQUFNLFVBQVUsRUFBRSxPQUFPLEVBQUUsVUFBVSxLQUFLLE1BQU0sVUFBVSxjQUFjLGFBQVEsS0FBSyxHQUFHLElBQUk7QUFDNUYsU0FBTyxFQUFFLE1BQU0sRUFBRSxPQUFPLEVBQUUsT0FBTyxPQUFPLEdBQUcsS0FBSyxPQUFPLEdBQUcsS0FBSztBQUNqRTs7O0FDckNPLElBQU0sU0FBUyxDQUFDLEtBQWEsTUFBdUIsU0FBUyxRQUFnQixFQUFFLEtBQUssTUFBTSxPQUFPO0FBR2pHLFNBQVMsT0FBTyxPQUFnQztBQUNyRCxRQUFNLE1BQWMsQ0FBQztBQUNyQixhQUFXLFFBQVEsT0FBTztBQUN4QixVQUFNLE9BQU8sSUFBSSxHQUFHLEVBQUU7QUFDdEIsUUFBSSxPQUFPLFNBQVMsWUFBWSxPQUFPLFNBQVMsU0FBVSxLQUFJLElBQUksU0FBUyxDQUFDLElBQUksT0FBTztBQUFBLGFBQzlFLFNBQVMsR0FBSSxLQUFJLEtBQUssSUFBSTtBQUFBLEVBQ3JDO0FBQ0EsU0FBTztBQUNUOzs7QUNMQSxJQUFNLFNBQVMsQ0FBQyxTQUF5QyxPQUFPLFNBQVMsWUFBWSxVQUFVO0FBRS9GLElBQU0sV0FBbUMsRUFBRSxLQUFLLEtBQUssSUFBSSxLQUFLLElBQUksS0FBSyxNQUFNLEtBQUssTUFBTSxLQUFLLE1BQU0sUUFBVSxPQUFPLElBQUk7QUFDeEgsSUFBTSxRQUFRO0FBQ2QsSUFBTSxNQUFNO0FBQ1osSUFBTSxXQUFXO0FBQ2pCLElBQU0sU0FBUztBQUNmLElBQU0sY0FBYztBQUNwQixJQUFNLGFBQWE7QUFDbkIsSUFBTSxhQUFhO0FBQ25CLElBQU0sU0FBUztBQUNmLElBQU0sWUFBWTtBQUNsQixJQUFNLGNBQWM7QUFFcEIsSUFBTSxnQkFBZ0I7QUFHZixTQUFTLFlBQVksUUFBZ0IsT0FBTyxPQUFlO0FBQ2hFLFNBQU8sSUFBSSxhQUFhLE9BQU8sT0FBTyxRQUFRLGVBQWUsRUFBRSxJQUFJLFFBQVEsSUFBSSxFQUFFLE1BQU07QUFDekY7QUFFQSxJQUFNLGVBQU4sTUFBbUI7QUFBQSxFQUNSO0FBQUEsRUFDQTtBQUFBLEVBQ0EsU0FBaUIsQ0FBQztBQUFBLEVBQ2xCLFlBQXVCLENBQUM7QUFBQSxFQUNqQyxNQUFNO0FBQUEsRUFFTixZQUFZLFFBQWdCLE1BQWU7QUFDekMsU0FBSyxVQUFVO0FBQ2YsU0FBSyxRQUFRO0FBQUEsRUFDZjtBQUFBLEVBRUEsUUFBZ0I7QUFDZCxVQUFNLFVBQVU7QUFDaEIsV0FBTyxLQUFLLE1BQU0sS0FBSyxRQUFRLFFBQVE7QUFDckMsY0FBUSxZQUFZLEtBQUs7QUFDekIsWUFBTSxRQUFRLFFBQVEsS0FBSyxLQUFLLE9BQU87QUFDdkMsWUFBTSxNQUFNLE9BQU8sU0FBUyxLQUFLLFFBQVE7QUFDekMsVUFBSSxNQUFNLEtBQUssSUFBSyxNQUFLLE9BQU8sS0FBSyxLQUFLLFFBQVEsTUFBTSxLQUFLLEtBQUssR0FBRyxDQUFDO0FBQ3RFLFdBQUssTUFBTTtBQUNYLFVBQUksTUFBTyxNQUFLLFNBQVMsTUFBTSxDQUFDLENBQUM7QUFBQSxJQUNuQztBQUNBLFFBQUksS0FBSyxNQUFPLE1BQUssZUFBZTtBQUNwQyxXQUFPLEtBQUssV0FBVyxLQUFLLE1BQU07QUFBQSxFQUNwQztBQUFBLEVBRUEsU0FBUyxNQUFvQjtBQUMzQixRQUFJLFNBQVMsS0FBTSxNQUFLLFFBQVE7QUFBQSxhQUN2QixTQUFTLElBQUssTUFBSyxNQUFNO0FBQUEsYUFDekIsU0FBUyxPQUFPLFNBQVMsT0FBTyxTQUFTLElBQUssTUFBSyxNQUFNLElBQUk7QUFBQSxhQUM3RCxTQUFTLElBQUssTUFBSyxTQUFTLEtBQUs7QUFBQSxhQUNqQyxTQUFTLE9BQU8sS0FBSyxRQUFRLEtBQUssTUFBTSxDQUFDLE1BQU0sSUFBSyxNQUFLLFNBQVMsSUFBSTtBQUFBLGFBQ3RFLFNBQVMsSUFBSyxNQUFLLE1BQU07QUFBQSxhQUN6QixTQUFTLElBQUssTUFBSyxPQUFPO0FBQUEsYUFDMUIsU0FBUyxJQUFLLE1BQUssUUFBUTtBQUFBLGFBQzNCLFNBQVMsS0FBTSxNQUFLLFNBQVM7QUFBQSxhQUM3QixLQUFLLFdBQVcsTUFBTSxFQUFHLE1BQUssVUFBVTtBQUFBLFFBQzVDLE1BQUssTUFBTSxJQUFJO0FBQUEsRUFDdEI7QUFBQSxFQUVBLE1BQU0sTUFBYyxPQUFhLE1BQVk7QUFDM0MsU0FBSyxPQUFPLEtBQUssSUFBSTtBQUNyQixTQUFLLE9BQU8sS0FBSztBQUFBLEVBQ25CO0FBQUEsRUFFQSxPQUFPLFFBQXdDO0FBQzdDLFdBQU8sWUFBWSxLQUFLO0FBQ3hCLFdBQU8sT0FBTyxLQUFLLEtBQUssT0FBTztBQUFBLEVBQ2pDO0FBQUEsRUFFQSxVQUFnQjtBQUNkLFVBQU0sT0FBTyxLQUFLLFFBQVEsS0FBSyxNQUFNLENBQUMsS0FBSztBQUMzQyxRQUFJLFNBQVMsS0FBTSxNQUFLLE1BQU0sUUFBUSxPQUFPLE1BQU0sQ0FBQyxDQUFDLENBQUM7QUFBQSxhQUM3QyxRQUFRLFlBQVksS0FBSyxJQUFJLEVBQUcsTUFBSyxNQUFNLE9BQU8sTUFBTSxJQUFJO0FBQUEsUUFDaEUsTUFBSyxNQUFNLElBQUk7QUFBQSxFQUN0QjtBQUFBLEVBRUEsUUFBYztBQUNaLFVBQU0sQ0FBQyxRQUFRLEVBQUUsSUFBSSxLQUFLLE9BQU8sS0FBSyxLQUFLLENBQUM7QUFDNUMsVUFBTSxPQUFPLEtBQUssUUFBUSxNQUFNLEtBQUssTUFBTSxNQUFNLE1BQU07QUFDdkQsVUFBTSxVQUFVLElBQUksT0FBTyxVQUFVLEtBQUssUUFBUSxFQUFFLEtBQUssSUFBSTtBQUM3RCxRQUFJLENBQUMsV0FBVyxDQUFDLEtBQUssTUFBTyxRQUFPLEtBQUssTUFBTSxLQUFLO0FBQ3BELFVBQU0sU0FBUyxVQUFVLEtBQUssTUFBTSxHQUFHLFFBQVEsS0FBSyxJQUFJO0FBQ3hELFVBQU0sT0FBTyxPQUFPLFFBQVEsT0FBTyxHQUFHLEVBQUUsUUFBUSxrQkFBa0IsSUFBSTtBQUN0RSxTQUFLLE1BQU0sUUFBUSxVQUFVLFVBQVUsUUFBUSxLQUFLLE9BQU8sUUFBUSxPQUFPLENBQUMsSUFBSSxJQUFJLENBQUMsQ0FBQyxDQUFDO0FBQUEsRUFDeEY7QUFBQSxFQUVBLE1BQU0sTUFBb0I7QUFDeEIsVUFBTSxDQUFDLE1BQU0sSUFBSSxJQUFJLEtBQUssT0FBTyxHQUFHLEtBQUssQ0FBQztBQUMxQyxVQUFNLFNBQVMsS0FBSyxRQUFRLEtBQUssTUFBTSxDQUFDLEtBQUs7QUFDN0MsVUFBTSxRQUFRLEtBQUssUUFBUSxLQUFLLE1BQU0sSUFBSSxNQUFNLEtBQUs7QUFDckQsVUFBTSxDQUFDLGFBQWEsVUFBVSxJQUFJLENBQUMsS0FBSyxLQUFLLE1BQU0sR0FBRyxLQUFLLEtBQUssS0FBSyxDQUFDO0FBQ3RFLFVBQU0sQ0FBQyxhQUFhLFVBQVUsSUFBSSxDQUFDLFlBQVksS0FBSyxNQUFNLEdBQUcsWUFBWSxLQUFLLEtBQUssQ0FBQztBQUNwRixRQUFJLFFBQVEsQ0FBQyxlQUFlLENBQUMsY0FBYyxlQUFlO0FBQzFELFFBQUksU0FBUyxDQUFDLGdCQUFnQixDQUFDLGVBQWUsY0FBYztBQUM1RCxRQUFJLFNBQVMsSUFBSyxFQUFDLE9BQU8sTUFBTSxJQUFJLENBQUMsVUFBVSxDQUFDLFVBQVUsY0FBYyxXQUFXLENBQUMsU0FBUyxXQUFXO0FBQ3hHLFFBQUksU0FBUyxPQUFPLElBQUksV0FBVyxFQUFHLFNBQVEsU0FBUztBQUN2RCxTQUFLLE1BQU0sS0FBSyxTQUFTLFNBQVMsRUFBRSxNQUFNLE9BQU8sSUFBSSxRQUFRLE9BQU8sT0FBTyxJQUFJLEdBQUc7QUFBQSxFQUNwRjtBQUFBLEVBRUEsU0FBUyxPQUFzQjtBQUM3QixVQUFNLFFBQVEsUUFBUSxPQUFPLEtBQUssT0FBTyxRQUFRO0FBQ2pELFFBQUksT0FBTztBQUNULFlBQU0sV0FBVyxNQUFNLENBQUMsS0FBSyxJQUFJLE1BQU0sU0FBUztBQUNoRCxXQUFLLE9BQU8sTUFBTSxDQUFDLEVBQUU7QUFDckIsV0FBSyxPQUFPLEtBQUssR0FBRyxRQUFRLElBQUksQ0FBQyxXQUFXLE9BQU8sUUFBUSxDQUFDLEdBQUcsTUFBTSxDQUFDLENBQUM7QUFDdkU7QUFBQSxJQUNGO0FBQ0EsU0FBSyxVQUFVLEtBQUssRUFBRSxJQUFJLEtBQUssT0FBTyxRQUFRLE1BQU0sQ0FBQztBQUNyRCxTQUFLLE1BQU0sUUFBUSxPQUFPLEdBQUc7QUFBQSxFQUMvQjtBQUFBLEVBRUEsUUFBYztBQUNaLFVBQU0sVUFBVSxLQUFLLFVBQVUsSUFBSTtBQUNuQyxVQUFNLFNBQVMsS0FBSyxPQUFPLE1BQU07QUFDakMsUUFBSSxDQUFDLFFBQVMsUUFBTyxLQUFLLE1BQU0sR0FBRztBQUNuQyxRQUFJLENBQUMsUUFBUTtBQUVYLFVBQUksS0FBSyxTQUFTLEtBQUssT0FBTyxXQUFXLEVBQUcsTUFBSyxNQUFNLEtBQUssUUFBUSxNQUFNLEtBQUssR0FBRyxHQUFHLEtBQUssT0FBTyxPQUFPLEVBQUUsQ0FBQyxLQUFLLEVBQUU7QUFBQSxVQUM3RyxNQUFLLE1BQU0sR0FBRztBQUNuQjtBQUFBLElBQ0Y7QUFDQSxVQUFNLE9BQU8sS0FBSyxPQUFPLE9BQU87QUFDaEMsVUFBTSxXQUFXLE9BQU8sQ0FBQyxLQUFLLE9BQU8sQ0FBQyxLQUFLLElBQUksUUFBUSxVQUFVLElBQUk7QUFFckUsU0FBSyxNQUFNLE9BQU8sQ0FBQyxHQUFHLE9BQU8sS0FBSyxLQUFLLFNBQVMsT0FBTyxDQUFDLE9BQU8sR0FBRyxPQUFPLENBQUM7QUFDMUUsU0FBSyxVQUFVLFNBQVM7QUFBQSxFQUMxQjtBQUFBO0FBQUEsRUFHQSxPQUFPLEVBQUUsR0FBRyxHQUFvQjtBQUM5QixVQUFNLENBQUMsRUFBRSxHQUFHLE1BQU0sSUFBSSxLQUFLLE9BQU8sT0FBTyxFQUFFO0FBQzNDLFdBQU8sS0FBSyxXQUFXLE1BQU0sRUFBRSxJQUFJLENBQUMsU0FBVSxPQUFPLFNBQVMsWUFBWSxLQUFLLFFBQVEsTUFBTSxPQUFPLFFBQVEsS0FBSyxJQUFJLElBQUksSUFBSztBQUFBLEVBQ2hJO0FBQUEsRUFFQSxpQkFBdUI7QUFDckIsZUFBVyxFQUFFLEdBQUcsS0FBSyxLQUFLLFVBQVcsTUFBSyxPQUFPLEVBQUUsSUFBSTtBQUFBLEVBQ3pEO0FBQUEsRUFFQSxTQUFlO0FBQ2IsVUFBTUEsUUFBTyxLQUFLLE9BQU8sVUFBVTtBQUNuQyxVQUFNLFlBQVksS0FBSyxPQUFPLFVBQVU7QUFDeEMsUUFBSUEsUUFBTyxDQUFDLEVBQUcsTUFBSyxNQUFNQSxNQUFLLENBQUMsR0FBRyxPQUFPLEtBQUssQ0FBQ0EsTUFBSyxDQUFDLEVBQUUsUUFBUSxZQUFZLEVBQUUsQ0FBQyxHQUFHQSxNQUFLLENBQUMsQ0FBQyxDQUFDO0FBQUEsYUFDakYsVUFBVyxNQUFLLE1BQU0sVUFBVSxDQUFDLEdBQUcsT0FBTyxNQUFNLENBQUMsQ0FBQyxDQUFDO0FBQUEsUUFDeEQsTUFBSyxNQUFNLEdBQUc7QUFBQSxFQUNyQjtBQUFBLEVBRUEsVUFBZ0I7QUFDZCxVQUFNLFNBQVMsS0FBSyxPQUFPLE1BQU07QUFDakMsVUFBTSxPQUFPLFNBQVMsU0FBUyxDQUFDLEdBQUcsWUFBWSxLQUFLLEVBQUU7QUFDdEQsUUFBSSxVQUFVLEtBQU0sTUFBSyxNQUFNLE9BQU8sQ0FBQyxHQUFHLElBQUk7QUFBQSxRQUN6QyxNQUFLLE1BQU0sR0FBRztBQUFBLEVBQ3JCO0FBQUEsRUFFQSxXQUFpQjtBQUNmLFVBQU0sT0FBTyxLQUFLLE9BQU8sR0FBRyxFQUFFO0FBQzlCLFVBQU0sT0FBTyxPQUFPLFNBQVMsWUFBWSxTQUFTLEtBQUssSUFBSTtBQUMzRCxRQUFJLE9BQU8sU0FBUyxTQUFVLE1BQUssT0FBTyxLQUFLLE9BQU8sU0FBUyxDQUFDLElBQUksS0FBSyxRQUFRLE9BQU8sRUFBRTtBQUMxRixTQUFLLE1BQU0sTUFBTSxPQUFPLE9BQU8sTUFBTSxDQUFDLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEQ7QUFBQSxFQUVBLFlBQWtCO0FBQ2hCLFVBQU0sQ0FBQyxRQUFRLEVBQUUsSUFBSSxLQUFLLE9BQU8sU0FBUyxLQUFLLENBQUM7QUFDaEQsUUFBSSxVQUFVLE1BQU0sUUFBUSxxQkFBcUIsRUFBRTtBQUNuRCxRQUFJLFFBQVEsU0FBUyxHQUFHLEtBQUssQ0FBQyxRQUFRLFNBQVMsR0FBRyxFQUFHLFdBQVUsUUFBUSxNQUFNLEdBQUcsRUFBRTtBQUNsRixRQUFJLEtBQUssVUFBVSxVQUFVLFFBQVEsU0FBUyxFQUFHLFFBQU8sS0FBSyxNQUFNLE1BQU0sTUFBTSxHQUFHLENBQUMsQ0FBQztBQUNwRixTQUFLLE1BQU0sU0FBUyxPQUFPLEtBQUssQ0FBQyxPQUFPLEdBQUcsT0FBTyxDQUFDO0FBQUEsRUFDckQ7QUFBQTtBQUFBLEVBR0EsV0FBVyxPQUF1QjtBQUVoQyxVQUFNLFFBQWdDLENBQUM7QUFDdkMsYUFBUyxLQUFLLEdBQUcsS0FBSyxNQUFNLFFBQVEsTUFBTTtBQUN4QyxZQUFNLFNBQVMsTUFBTSxFQUFFO0FBQ3ZCLFVBQUksQ0FBQyxPQUFPLE1BQU0sS0FBSyxDQUFDLE9BQU8sT0FBUTtBQUN2QyxZQUFNLE9BQU8sR0FBRyxPQUFPLElBQUksR0FBRyxPQUFPLEtBQUssR0FBRyxPQUFPLFFBQVEsQ0FBQztBQUM3RCxZQUFNLFNBQVMsTUFBTSxJQUFJLEtBQUs7QUFDOUIsVUFBSSxPQUFPLEtBQUs7QUFDaEIsYUFBTyxRQUFRLFVBQVUsQ0FBQyxNQUFNLE1BQU0sSUFBSSxHQUFHLE1BQU0sRUFBRztBQUN0RCxVQUFJLE9BQU8sUUFBUTtBQUNqQixZQUFJLENBQUMsT0FBTyxNQUFPLE9BQU0sRUFBRSxJQUFJLE9BQU8sS0FBSyxPQUFPLE9BQU8sS0FBSztBQUM5RCxjQUFNLElBQUksSUFBSTtBQUFBLE1BQ2hCLE9BQU87QUFDTCxhQUFLLEtBQUssTUFBTSxPQUFPLE1BQU0sRUFBRTtBQUMvQixtQkFBVyxTQUFTLE1BQU8sT0FBTSxLQUFLLElBQUksS0FBSyxJQUFJLE1BQU0sS0FBSyxLQUFLLEdBQUcsSUFBSTtBQUFBLE1BQzVFO0FBQUEsSUFDRjtBQUNBLFFBQUksS0FBSyxNQUFPLE1BQUssV0FBVyxLQUFLO0FBQ3JDLFdBQU8sT0FBTyxNQUFNLElBQUksS0FBSyxDQUFDO0FBQUEsRUFDaEM7QUFBQTtBQUFBLEVBR0EsTUFBTSxPQUFlLE1BQWMsSUFBb0I7QUFDckQsVUFBTSxTQUFTLE1BQU0sSUFBSTtBQUN6QixVQUFNLFNBQVMsTUFBTSxFQUFFO0FBQ3ZCLFVBQU0sUUFBUSxPQUFPLFNBQVMsS0FBSyxPQUFPLFNBQVMsSUFBSSxJQUFJO0FBQzNELFVBQU0sVUFBVSxPQUFPLE1BQU0sT0FBTyxNQUFNLEtBQUssR0FBRyxPQUFPLE1BQU0sTUFBTSxPQUFPLEdBQUcsRUFBRSxFQUFFLElBQUksS0FBSyxDQUFDLENBQUM7QUFDOUYsVUFBTSxPQUFPLENBQUMsUUFBUSxNQUFNLEVBQUUsSUFBSSxDQUFDLFVBQVUsRUFBRSxHQUFHLE1BQU0sT0FBTyxLQUFLLFFBQVEsTUFBTSxFQUFFO0FBQ3BGLFVBQU0sQ0FBQyxRQUFRLEtBQUssSUFBSSxLQUFLLElBQUksQ0FBQyxTQUFVLEtBQUssUUFBUSxDQUFDLElBQUksSUFBSSxDQUFDLENBQUU7QUFDckUsVUFBTSxPQUFPLE1BQU0sS0FBSyxPQUFPLEdBQUcsR0FBSSxVQUFVLENBQUMsR0FBSSxTQUFTLEdBQUksU0FBUyxDQUFDLENBQUU7QUFDOUUsV0FBTyxRQUFRLFFBQVEsVUFBVTtBQUFBLEVBQ25DO0FBQUEsRUFFQSxXQUFXLE9BQXFCO0FBQzlCLGFBQVMsS0FBSyxNQUFNLFNBQVMsR0FBRyxNQUFNLEdBQUcsTUFBTTtBQUM3QyxZQUFNLE9BQU8sTUFBTSxFQUFFO0FBQ3JCLFlBQU0sU0FBUyxLQUFLLE1BQU0sS0FBSyxDQUFDLElBQUk7QUFDcEMsWUFBTSxhQUFhLE9BQU8sTUFBTSxNQUFNLE9BQU8sV0FBVyxXQUFXLGNBQWMsS0FBSyxNQUFNLElBQUksUUFBUSxRQUFRO0FBQ2hILFVBQUksQ0FBQyxPQUFPLElBQUksS0FBSyxDQUFDLEtBQUssU0FBUyxDQUFDLFdBQVk7QUFDakQsVUFBSSxTQUFpQixPQUFPLE1BQU0sT0FBTyxFQUFFLEVBQUUsTUFBTSxDQUFDLEVBQUUsSUFBSSxLQUFLLENBQUM7QUFDaEUsZUFBUyxPQUFPLEtBQUssT0FBTyxPQUFPLEdBQUcsUUFBUSxFQUFHLFVBQVMsQ0FBQyxPQUFPLE1BQU0sS0FBSyxNQUFNLEtBQUssSUFBSSxNQUFNLENBQUMsQ0FBQyxHQUFHLE1BQU0sQ0FBQztBQUM5RyxZQUFNLEtBQUssR0FBRyxNQUFNO0FBQUEsSUFDdEI7QUFBQSxFQUNGO0FBQ0Y7QUFFQSxJQUFNLFFBQVEsQ0FBQyxNQUFjLFVBQW1CLFNBQVMsTUFBTSxRQUFRLFVBQVUsSUFBSSxXQUFXO0FBRWhHLElBQU0sUUFBUSxDQUFDLFNBQXNCLE9BQU8sSUFBSSxJQUFJLEtBQUssS0FBSyxPQUFPLEtBQUssS0FBSyxJQUFJO0FBRW5GLFNBQVMsTUFBTSxNQUF3QixRQUF1QjtBQUM1RCxNQUFJLENBQUMsT0FBTyxJQUFJLEtBQUssS0FBSyxTQUFTLE9BQU8sUUFBUSxDQUFDLEtBQUssTUFBTyxRQUFPO0FBRXRFLFFBQU0sT0FBTyxLQUFLLFVBQVUsT0FBTyxXQUFXLEtBQUssUUFBUSxPQUFPLFNBQVMsTUFBTTtBQUNqRixTQUFPLENBQUMsT0FBUSxLQUFLLFFBQVEsTUFBTSxLQUFLLE9BQU8sUUFBUSxNQUFNO0FBQy9EOzs7QUNuT0EsSUFBTSxRQUFRO0FBQ2QsSUFBTSxVQUFVO0FBQ2hCLElBQU0sT0FBTztBQUNiLElBQU0sUUFBUTtBQUNkLElBQU0sT0FBTztBQUNiLElBQU0sYUFBYTtBQUVuQixJQUFNLGlCQUFpQjtBQUN2QixJQUFNLFlBQVk7QUFFbEIsSUFBTSxXQUFXLENBQUMsU0FBaUIsT0FBTyxLQUFLLElBQUksSUFBSSxDQUFDLEVBQUUsUUFBUSxPQUFPLE1BQU0sRUFBRSxVQUFVO0FBRTNGLElBQU0sUUFBUSxDQUFDLFNBQTZCLFNBQVMsVUFBYSxLQUFLLEtBQUssTUFBTTtBQUczRSxTQUFTLGFBQWEsT0FBMkI7QUFDdEQsUUFBTSxPQUFPLE1BQU0sR0FBRyxFQUFFO0FBQ3hCLFNBQU8sTUFBTSxJQUFJLEtBQUssZUFBZSxLQUFLLFFBQVEsRUFBRSxJQUFJLE1BQU0sTUFBTSxHQUFHLEVBQUUsSUFBSTtBQUMvRTtBQUdPLFNBQVMsWUFBWSxPQUFpQixNQUFlLFNBQWlCLGFBQWEsUUFBUSxHQUFZO0FBQzVHLFNBQU8sSUFBSSxZQUFZLE9BQU8sTUFBTSxRQUFRLEtBQUssRUFBRSxNQUFNO0FBQzNEO0FBRUEsSUFBTSxjQUFOLE1BQWtCO0FBQUEsRUFJaEIsWUFDVyxPQUNBLE1BQ0EsUUFDQSxPQUNUO0FBSlM7QUFDQTtBQUNBO0FBQ0E7QUFBQSxFQUNSO0FBQUEsRUFKUTtBQUFBLEVBQ0E7QUFBQSxFQUNBO0FBQUEsRUFDQTtBQUFBLEVBUEYsVUFBbUIsQ0FBQztBQUFBLEVBQzdCLE1BQU07QUFBQSxFQVNOLFFBQWlCO0FBQ2YsV0FBTyxLQUFLLE1BQU0sS0FBSyxNQUFNLFFBQVE7QUFDbkMsWUFBTSxPQUFPLEtBQUs7QUFDbEIsVUFBSSxNQUFNLEtBQUssTUFBTSxJQUFJLENBQUMsRUFBRyxNQUFLO0FBQUEsVUFDN0IsTUFBSyxRQUFRLEtBQUssRUFBRSxNQUFNLEtBQUssT0FBTyxHQUFHLEtBQUssQ0FBQztBQUFBLElBQ3REO0FBQ0EsV0FBTyxLQUFLO0FBQUEsRUFDZDtBQUFBLEVBRUEsU0FBaUI7QUFDZixVQUFNLE9BQU8sS0FBSyxNQUFNLEtBQUssR0FBRyxLQUFLO0FBQ3JDLFVBQU0sUUFBUSxNQUFNLEtBQUssSUFBSTtBQUM3QixRQUFJLE1BQU8sUUFBTyxLQUFLLE9BQU8sTUFBTSxDQUFDLEtBQUssSUFBSSxNQUFNLENBQUMsS0FBSyxJQUFJLFNBQVMsSUFBSSxDQUFDO0FBQzVFLFVBQU0sVUFBVSxRQUFRLEtBQUssSUFBSTtBQUNqQyxRQUFJLFFBQVMsUUFBTyxLQUFLLFNBQVMsUUFBUSxDQUFDLEdBQUcsVUFBVSxHQUFHLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFDM0UsUUFBSSxLQUFLLEtBQUssSUFBSSxHQUFHO0FBQ25CLFdBQUs7QUFDTCxhQUFPLE9BQU8sTUFBTSxDQUFDLENBQUM7QUFBQSxJQUN4QjtBQUNBLFFBQUksS0FBSyxRQUFRLFdBQVc7QUFDMUIsVUFBSSxNQUFNLEtBQUssSUFBSSxFQUFHLFFBQU8sS0FBSyxPQUFPO0FBQ3pDLFVBQUksS0FBSyxLQUFLLElBQUksRUFBRyxRQUFPLEtBQUssTUFBTTtBQUFBLElBQ3pDO0FBQ0EsV0FBTyxLQUFLLFNBQVMsSUFBSSxLQUFLLE9BQU8sSUFBSSxLQUFLLFdBQVc7QUFBQSxFQUMzRDtBQUFBO0FBQUEsRUFHQSxJQUFJLFFBQWlCO0FBQ25CLFdBQU8sS0FBSyxRQUFRLEtBQUssT0FBTyxLQUFLLE1BQU07QUFBQSxFQUM3QztBQUFBLEVBRUEsT0FBTyxNQUFjLE1BQWMsUUFBd0I7QUFDekQsVUFBTSxNQUFNLElBQUksT0FBTyxZQUFZLEtBQUssQ0FBQyxLQUFLLEVBQUUsSUFBSSxLQUFLLE1BQU0sU0FBUztBQUN4RSxVQUFNLE9BQWlCLENBQUM7QUFDeEIsV0FBTyxFQUFFLEtBQUssTUFBTSxLQUFLLE1BQU0sUUFBUTtBQUNyQyxZQUFNLE9BQU8sS0FBSyxNQUFNLEtBQUssR0FBRyxLQUFLO0FBQ3JDLFVBQUksSUFBSSxLQUFLLElBQUksRUFBRztBQUNwQixXQUFLLEtBQUssU0FBUyxLQUFLLFFBQVEsSUFBSSxPQUFPLFFBQVEsTUFBTSxHQUFHLEdBQUcsRUFBRSxJQUFJLElBQUk7QUFBQSxJQUMzRTtBQUNBLFNBQUs7QUFDTCxVQUFNLE9BQU8sS0FBSyxLQUFLLElBQUk7QUFDM0IsV0FBTyxPQUFPLE9BQU8sT0FBTyxDQUFDLElBQUksSUFBSSxDQUFDLEdBQUcsS0FBSyxLQUFLLEVBQUUsTUFBTSxJQUFJLEVBQUUsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUMzRTtBQUFBLEVBRUEsU0FBUyxPQUFlLE1BQXNCO0FBQzVDLFNBQUs7QUFDTCxXQUFPLE9BQU8sSUFBSSxLQUFLLElBQUksR0FBRyxRQUFRLENBQUMsQ0FBQyxJQUFJLEtBQUssT0FBTyxNQUFNLEtBQUssS0FBSyxDQUFDO0FBQUEsRUFDM0U7QUFBQSxFQUVBLFNBQWlCO0FBQ2YsVUFBTSxTQUFtQixDQUFDO0FBQzFCLGFBQVMsT0FBUSxRQUFRLE1BQU0sS0FBSyxLQUFLLE1BQU0sS0FBSyxHQUFHLEtBQUssRUFBRSxHQUFJLEtBQUssTUFBTyxRQUFPLEtBQUssTUFBTSxDQUFDLEtBQUssRUFBRTtBQUN4RyxXQUFPLE9BQU8sY0FBYyxLQUFLLFFBQVEsTUFBTSxDQUFDO0FBQUEsRUFDbEQ7QUFBQSxFQUVBLFFBQVEsT0FBMkI7QUFDakMsV0FBTyxZQUFZLE9BQU8sS0FBSyxPQUFPLEtBQUssUUFBUSxLQUFLLFFBQVEsQ0FBQyxFQUFFLElBQUksQ0FBQyxVQUFVLE1BQU0sSUFBSTtBQUFBLEVBQzlGO0FBQUEsRUFFQSxRQUFnQjtBQUNkLFVBQU0sUUFBUSxLQUFLLEtBQUssS0FBSyxNQUFNLEtBQUssR0FBRyxLQUFLLEVBQUU7QUFDbEQsVUFBTSxPQUFPLFNBQVMsS0FBSyxNQUFNLEtBQUssR0FBRyxLQUFLLEVBQUU7QUFDaEQsVUFBTSxPQUFPLE9BQU8sUUFBUSxDQUFDLENBQUM7QUFDOUIsVUFBTSxRQUFnQixDQUFDO0FBQ3ZCLFFBQUksUUFBUTtBQUNaLFFBQUksTUFBTTtBQUNWLFdBQU8sS0FBSyxNQUFNLEtBQUssTUFBTSxRQUFRLEtBQUssT0FBTztBQUMvQyxZQUFNLE9BQU8sS0FBSyxNQUFNLEtBQUssR0FBRyxLQUFLO0FBQ3JDLFVBQUksTUFBTSxJQUFJLEdBQUc7QUFDZixjQUFNO0FBQ047QUFBQSxNQUNGO0FBQ0EsWUFBTSxTQUFTLFNBQVMsSUFBSTtBQUM1QixZQUFNLFFBQVEsS0FBSyxLQUFLLElBQUk7QUFDNUIsWUFBTSxPQUFPLE1BQU0sR0FBRyxFQUFFO0FBQ3hCLFVBQUksU0FBUyxTQUFTLE9BQU8sS0FBSyxFQUFFLFFBQVEsVUFBVSxLQUFLLFNBQVM7QUFDbEUsWUFBSSxPQUFPLE1BQU0sQ0FBQyxDQUFDLE1BQU0sUUFBUSxLQUFLLEtBQUssSUFBSSxFQUFHO0FBQ2xELGNBQU0sS0FBSyxFQUFFLE9BQU8sQ0FBQyxNQUFNLENBQUMsS0FBSyxFQUFFLEdBQUcsUUFBUSxVQUFVLE1BQU0sQ0FBQyxHQUFHLFVBQVUsS0FBSyxFQUFFLENBQUM7QUFDcEYsa0JBQVUsT0FBTyxNQUFNLFNBQVM7QUFBQSxNQUNsQyxXQUFXLFFBQVEsVUFBVSxPQUFPLEdBQUc7QUFDckMsWUFBSSxJQUFLLE1BQUssTUFBTSxLQUFLLEVBQUU7QUFDM0Isa0JBQVUsT0FBTyxTQUFTLEtBQUssU0FBUztBQUN4QyxhQUFLLE1BQU0sS0FBSyxLQUFLLFFBQVEsT0FBTyxNQUFNLEVBQUUsTUFBTSxLQUFLLElBQUksUUFBUSxLQUFLLE1BQU0sQ0FBQyxDQUFDO0FBQUEsTUFDbEYsV0FBVyxRQUFRLENBQUMsT0FBTyxDQUFDLFlBQVksSUFBSSxFQUFHLE1BQUssTUFBTSxLQUFLLElBQUk7QUFBQSxVQUM5RDtBQUNMLFlBQU07QUFBQSxJQUNSO0FBQ0EsVUFBTSxPQUFPLE1BQU0sSUFBSSxDQUFDLE1BQU0sVUFBVSxLQUFLLE1BQU0sTUFBTSxPQUFPLFVBQVUsTUFBTSxTQUFTLENBQUMsQ0FBQztBQUMzRixXQUFPLE9BQU8sT0FBTyxPQUFPLE1BQU0sTUFBTSxPQUFRLFFBQVEsQ0FBQyxHQUFHLFFBQVEsT0FBTyxFQUFFLEtBQUssS0FBTSxFQUFFO0FBQUEsRUFDNUY7QUFBQSxFQUVBLE1BQU0sTUFBWSxPQUFnQixNQUF1QjtBQUN2RCxVQUFNLE9BQU8sa0JBQWtCLEtBQUssS0FBSyxNQUFNLENBQUMsS0FBSyxFQUFFO0FBQ3ZELFFBQUksS0FBTSxNQUFLLE1BQU0sQ0FBQyxLQUFLLEtBQUssQ0FBQyxNQUFNLE1BQU0sWUFBTyxjQUFTLEtBQUssTUFBTSxDQUFDLEtBQUssSUFBSSxNQUFNLEtBQUssQ0FBQyxFQUFFLE1BQU07QUFDdEcsVUFBTSxTQUFTLFlBQVksS0FBSyxPQUFPLFFBQVEsS0FBSyxPQUFPLEtBQUssUUFBUSxLQUFLLFFBQVEsQ0FBQyxFQUFFLElBQUksQ0FBQyxVQUFVLE1BQU0sSUFBSTtBQUNqSCxVQUFNLE9BQU8sUUFBUSxTQUFTLE9BQU8sUUFBUSxDQUFDLFNBQVUsS0FBSyxRQUFRLE1BQU0sS0FBSyxPQUFPLENBQUMsSUFBSSxDQUFFO0FBQzlGLFdBQU8sT0FBTyxNQUFNLE9BQU8sSUFBSSxDQUFDO0FBQUEsRUFDbEM7QUFBQSxFQUVBLFdBQW9CO0FBQ2xCLFVBQU0sQ0FBQyxPQUFPLElBQUksSUFBSSxJQUFJLENBQUMsS0FBSyxNQUFNLEtBQUssR0FBRyxHQUFHLEtBQUssTUFBTSxLQUFLLE1BQU0sQ0FBQyxDQUFDO0FBQ3pFLFFBQUksQ0FBQyxLQUFLLFNBQVMsR0FBRyxFQUFHLFFBQU87QUFFaEMsUUFBSSxTQUFTLE9BQVcsUUFBTyxLQUFLLFFBQVEsS0FBSyxVQUFVLEVBQUUsV0FBVyxHQUFHO0FBQzNFLFFBQUksS0FBSyxRQUFRLEtBQUssTUFBTSxNQUFNLEtBQUssTUFBTSxVQUFVLGFBQWEsS0FBSyxJQUFJLEVBQUcsUUFBTztBQUN2RixXQUFPLFdBQVcsS0FBSyxJQUFJLEtBQUssUUFBUSxJQUFJLEVBQUUsV0FBVyxRQUFRLElBQUksRUFBRTtBQUFBLEVBQ3pFO0FBQUEsRUFFQSxTQUFpQjtBQUNmLFVBQU0sT0FBTyxRQUFRLEtBQUssTUFBTSxLQUFLLEtBQUssS0FBSyxFQUFFO0FBQ2pELFVBQU0sU0FBUyxRQUFRLEtBQUssTUFBTSxLQUFLLEtBQUssS0FBSyxFQUFFLEVBQUUsSUFBSSxDQUFDLFNBQVUsS0FBSyxTQUFTLEdBQUcsSUFBSyxLQUFLLFdBQVcsR0FBRyxJQUFJLFdBQVcsUUFBUyxFQUFHO0FBQ3hJLFVBQU0sT0FBaUIsQ0FBQztBQUN4QixXQUFPLEtBQUssTUFBTSxLQUFLLE1BQU0sVUFBVSxDQUFDLE1BQU0sS0FBSyxNQUFNLEtBQUssR0FBRyxDQUFDLEtBQUssS0FBSyxNQUFNLEtBQUssR0FBRyxHQUFHLFNBQVMsR0FBRyxHQUFHO0FBQzFHLFlBQU0sUUFBUSxRQUFRLEtBQUssTUFBTSxLQUFLLEtBQUssS0FBSyxFQUFFO0FBQ2xELFdBQUssS0FBSyxLQUFLLEtBQUssTUFBTSxLQUFLLElBQUksQ0FBQyxHQUFHLFVBQVUsTUFBTSxLQUFLLEtBQUssRUFBRSxHQUFHLE1BQU0sQ0FBQztBQUFBLElBQy9FO0FBQ0EsV0FBTyxPQUFPLFNBQVMsQ0FBQyxPQUFPLFNBQVMsQ0FBQyxLQUFLLEtBQUssTUFBTSxNQUFNLE1BQU0sQ0FBQyxDQUFDLEdBQUcsR0FBSSxLQUFLLFNBQVMsQ0FBQyxPQUFPLFNBQVMsSUFBSSxDQUFDLElBQUksQ0FBQyxDQUFFLENBQUM7QUFBQSxFQUM1SDtBQUFBLEVBRUEsS0FBSyxLQUFhLE9BQWlCLFFBQTBCO0FBQzNELFdBQU8sT0FBTyxNQUFNLE1BQU0sSUFBSSxDQUFDLE1BQU0sVUFBVSxPQUFPLEtBQUssS0FBSyxPQUFPLE1BQU0sS0FBSyxLQUFLLEdBQUcsT0FBTyxLQUFLLEtBQUssRUFBRSxDQUFDLENBQUM7QUFBQSxFQUNqSDtBQUFBLEVBRUEsYUFBcUI7QUFDbkIsVUFBTSxPQUFpQixDQUFDLEtBQUssTUFBTSxLQUFLLEtBQUssR0FBRyxVQUFVLEtBQUssRUFBRTtBQUNqRSxXQUFPLEtBQUssTUFBTSxLQUFLLE1BQU0sUUFBUSxLQUFLLE9BQU87QUFDL0MsWUFBTSxPQUFPLEtBQUssTUFBTSxLQUFLLEdBQUcsS0FBSztBQUNyQyxVQUFJLE1BQU0sSUFBSSxLQUFLLFlBQVksSUFBSSxLQUFNLEtBQUssVUFBVSxFQUFFLFdBQVcsR0FBRyxLQUFLLEtBQUssU0FBUyxFQUFJO0FBQy9GLFdBQUssS0FBSyxLQUFLLFVBQVUsQ0FBQztBQUFBLElBQzVCO0FBQ0EsV0FBTyxPQUFPLEtBQUssS0FBSyxPQUFPLEtBQUssS0FBSyxJQUFJLEVBQUUsUUFBUSxHQUFHLEtBQUssS0FBSyxDQUFDO0FBQUEsRUFDdkU7QUFDRjtBQUdBLElBQU0sU0FBUyxDQUFDLFNBQVMsT0FBTyxRQUFRLEtBQUssTUFBTSxJQUFJLENBQUMsS0FBSztBQUU3RCxTQUFTLFlBQVksTUFBdUI7QUFDMUMsUUFBTSxPQUFPLEtBQUssS0FBSyxJQUFJO0FBRTNCLFFBQU0sUUFBUSxPQUFPLENBQUMsTUFBTSxDQUFDLE9BQU8sS0FBSyxDQUFDLENBQUMsS0FBSyxLQUFLLENBQUMsR0FBRyxNQUFNLEdBQUcsRUFBRSxNQUFNO0FBQzFFLFNBQU8sUUFBUSxLQUFLLEtBQUssTUFBTSxLQUFLLElBQUksS0FBSyxRQUFRLEtBQUssSUFBSSxLQUFLLEtBQUssS0FBSyxJQUFJLEtBQUssTUFBTSxLQUFLLElBQUk7QUFDdkc7QUFFQSxTQUFTLFFBQVEsTUFBd0I7QUFDdkMsUUFBTSxRQUFRLEtBQUssS0FBSyxFQUFFLFFBQVEsT0FBTyxFQUFFLEVBQUUsTUFBTSxXQUFXO0FBQzlELE1BQUksTUFBTSxTQUFTLEtBQUssTUFBTSxNQUFNLEdBQUcsRUFBRSxDQUFDLEVBQUcsT0FBTSxJQUFJO0FBQ3ZELFNBQU8sTUFBTSxJQUFJLENBQUMsU0FBUyxLQUFLLEtBQUssRUFBRSxRQUFRLFNBQVMsR0FBRyxDQUFDO0FBQzlEOzs7QUN2TE8sSUFBTSxlQUFOLE1BQW1CO0FBQUEsRUFReEIsWUFDVyxNQUNBLE9BQ1Q7QUFGUztBQUNBO0FBQUEsRUFDUjtBQUFBLEVBRlE7QUFBQSxFQUNBO0FBQUEsRUFUWCxVQUFVO0FBQUEsRUFDVixVQUFVO0FBQUEsRUFDVixRQUF5QixDQUFDO0FBQUEsRUFDMUIsUUFBUTtBQUFBLEVBQ0MsUUFBUSxvQkFBSSxJQUE2QjtBQUFBLEVBQ3pDLFFBQVEsb0JBQUksSUFBb0I7QUFBQSxFQU96QyxNQUFNLE1BQWMsTUFBcUI7QUFDdkMsVUFBTSxTQUFTLEtBQUssUUFBUSxVQUFVLElBQUk7QUFDMUMsUUFBSSxXQUFXLEtBQUssV0FBVyxTQUFTLEtBQUssTUFBTztBQUNwRCxRQUFJLENBQUMsT0FBTyxXQUFXLEtBQUssT0FBTyxFQUFHLE1BQUssT0FBTztBQUNsRCxTQUFLLFVBQVU7QUFDZixTQUFLLFFBQVE7QUFDYixTQUFLLFFBQVE7QUFBQSxFQUNmO0FBQUE7QUFBQSxFQUdBLFVBQWdCO0FBQ2QsU0FBSyxPQUFPO0FBQ1osU0FBSyxRQUFRO0FBQUEsRUFDZjtBQUFBLEVBRUEsU0FBZTtBQUNiLFNBQUssS0FBSyxnQkFBZ0I7QUFDMUIsU0FBSyxVQUFVO0FBQ2YsU0FBSyxRQUFRLENBQUM7QUFDZCxTQUFLLE1BQU0sTUFBTTtBQUFBLEVBQ25CO0FBQUEsRUFFQSxVQUFnQjtBQUNkLFVBQU0sTUFBTSxLQUFLLFFBQVEsTUFBTSxLQUFLLE9BQU8sRUFBRSxNQUFNLElBQUk7QUFDdkQsVUFBTSxVQUFVLEtBQUssS0FBSyxXQUFXLFNBQVMsS0FBSyxNQUFNO0FBQ3pELFNBQUssTUFBTSxNQUFNO0FBQ2pCLFVBQU0sU0FBUyxZQUFZLEtBQUssUUFBUSxhQUFhLEdBQUcsSUFBSSxLQUFLLEtBQUssT0FBTyxLQUFLLE9BQU87QUFDekYsVUFBTSxRQUFRLE9BQU8sSUFBSSxDQUFDLFVBQVUsTUFBTSxJQUFJO0FBQzlDLFNBQUssT0FBTyxLQUFLLE1BQU0sS0FBSyxPQUFPLE9BQU8sT0FBTztBQUNqRCxTQUFLLFFBQVE7QUFDYixVQUFNLE9BQU8sT0FBTyxHQUFHLEVBQUU7QUFDekIsUUFBSSxPQUFPLFNBQVMsS0FBSyxDQUFDLEtBQU07QUFDaEMsU0FBSyxXQUFXLElBQUksTUFBTSxHQUFHLEtBQUssSUFBSSxFQUFFLEtBQUssSUFBSSxFQUFFLFNBQVM7QUFDNUQsU0FBSyxRQUFRLENBQUMsS0FBSyxJQUFJO0FBQ3ZCLFNBQUssTUFBTSxNQUFNO0FBQUEsRUFDbkI7QUFBQTtBQUFBLEVBR1MsVUFBVSxDQUFDLE1BQWMsU0FBbUM7QUFDbkUsUUFBSSxLQUFNLFFBQU8sWUFBWSxNQUFNLElBQUk7QUFDdkMsVUFBTSxRQUFRLEtBQUssTUFBTSxJQUFJLElBQUksS0FBSztBQUN0QyxTQUFLLE1BQU0sSUFBSSxNQUFNLFFBQVEsQ0FBQztBQUU5QixVQUFNLE1BQU0sR0FBRyxLQUFLLElBQUksSUFBSTtBQUM1QixVQUFNLFFBQVEsS0FBSyxNQUFNLElBQUksR0FBRyxLQUFLLFlBQVksSUFBSTtBQUNyRCxTQUFLLE1BQU0sSUFBSSxLQUFLLEtBQUs7QUFDekIsV0FBTztBQUFBLEVBQ1Q7QUFBQSxFQUVBLE9BQU8sTUFBWSxRQUF5QixPQUF3QixTQUFTLEdBQVM7QUFDcEYsUUFBSSxXQUFXLE1BQU87QUFDdEIsVUFBTSxRQUFRLENBQUMsTUFBTSxVQUFVO0FBQzdCLFlBQU0sTUFBTSxPQUFPLEtBQUs7QUFDeEIsWUFBTSxPQUFPLEtBQUssV0FBVyxTQUFTLEtBQUs7QUFDM0MsVUFBSSxRQUFRLFVBQWEsQ0FBQyxLQUFNLE1BQUssWUFBWSxLQUFLLFFBQVEsSUFBSSxDQUFDO0FBQUEsZUFDMUQsUUFBUSxRQUFRLENBQUMsS0FBSyxPQUFPLEtBQUssTUFBTSxJQUFJLEVBQUcsTUFBSyxhQUFhLEtBQUssUUFBUSxJQUFJLEdBQUcsSUFBSTtBQUFBLElBQ3BHLENBQUM7QUFDRCxXQUFPLEtBQUssV0FBVyxTQUFTLFNBQVMsTUFBTSxPQUFRLE1BQUssV0FBVyxPQUFPO0FBQUEsRUFDaEY7QUFBQSxFQUVBLE9BQU8sS0FBVyxNQUFZLE1BQXFCO0FBQ2pELFFBQUksT0FBTyxTQUFTLFVBQVU7QUFDNUIsVUFBSSxPQUFPLFFBQVEsU0FBVSxRQUFPO0FBQ3BDLFVBQUksS0FBSyxXQUFXLEdBQUcsRUFBRyxDQUFDLEtBQWMsV0FBVyxLQUFLLE1BQU0sSUFBSSxNQUFNLENBQUM7QUFBQSxVQUNyRSxNQUFLLFlBQVk7QUFDdEIsYUFBTztBQUFBLElBQ1Q7QUFDQSxRQUFJLE9BQU8sUUFBUSxZQUFZLElBQUksUUFBUSxLQUFLLE9BQU8sSUFBSSxXQUFXLEtBQUssT0FBUSxRQUFPO0FBQzFGLFFBQUksSUFBSSxNQUFNO0FBQ1osV0FBSyxPQUFPLElBQUk7QUFDaEIsV0FBSyxPQUFPLElBQUksTUFBTSxJQUFJLE1BQU0sS0FBSyxJQUFJO0FBQUEsSUFDM0M7QUFDQSxXQUFPO0FBQUEsRUFDVDtBQUFBLEVBRUEsUUFBUSxNQUFrQjtBQUN4QixRQUFJLE9BQU8sU0FBUyxTQUFVLFFBQU8sU0FBUyxlQUFlLElBQUk7QUFFakUsUUFBSSxLQUFLLFFBQVEsT0FBUSxRQUFPLEtBQUssTUFBTSxLQUFLLE9BQU8sS0FBSyxNQUFNLENBQUMsS0FBSyxTQUFTLGVBQWUsSUFBSSxLQUFLLE1BQU0sR0FBRztBQUNsSCxVQUFNLEVBQUUsS0FBSyxLQUFLLElBQUksS0FBSyxPQUFPLElBQUk7QUFDdEMsU0FBSyxPQUFPO0FBQ1osZUFBVyxPQUFPLEtBQUssS0FBTSxNQUFLLFlBQVksS0FBSyxRQUFRLEdBQUcsQ0FBQztBQUMvRCxXQUFPO0FBQUEsRUFDVDtBQUFBLEVBRUEsT0FBTyxFQUFFLEtBQUssT0FBTyxHQUFzQztBQUN6RCxRQUFJLFFBQVEsT0FBTztBQUNqQixZQUFNLEVBQUUsTUFBTSxLQUFLLElBQUksS0FBSyxNQUFNLEtBQUssTUFBTTtBQUM3QyxhQUFPLEVBQUUsS0FBSyxNQUFNLEtBQUs7QUFBQSxJQUMzQjtBQUNBLFVBQU0sVUFBVSxRQUFRLE1BQU0sS0FBSyxNQUFNLEtBQUssTUFBTSxJQUFJLEVBQUUsR0FBVTtBQUNwRSxRQUFJLFFBQVEsUUFBUyxRQUFPLEVBQUUsS0FBSyxLQUFLLE1BQU0sTUFBTSxPQUFPLEdBQUcsTUFBTSxRQUFRO0FBQzVFLFFBQUksUUFBUSxRQUFRLFdBQVcsSUFBSyxTQUFRLGFBQWEsU0FBUyxNQUFNO0FBQ3hFLFNBQUssUUFBUSxRQUFRLFFBQVEsU0FBUyxPQUFRLFNBQVEsYUFBYSxTQUFTLE1BQU07QUFDbEYsV0FBTyxFQUFFLEtBQUssU0FBUyxNQUFNLFFBQVE7QUFBQSxFQUN2QztBQUNGOzs7QUMvSEEsU0FBUyxpQkFBaUI7QUFHbkIsU0FBUyxZQUFZLFVBQVUsNEJBQXNDO0FBQzFFLFFBQU0sRUFBRSxVQUFBQyxVQUFTLElBQUksVUFBVSwyQ0FBMkM7QUFDMUUsU0FBTyxlQUFlQSxXQUFVLFdBQVcsRUFBRSxPQUFPLFNBQVMsY0FBYyxLQUFLLENBQUM7QUFDakYsU0FBTyxPQUFPLFlBQVksRUFBRSxVQUFBQSxXQUFVLFVBQVUsSUFBSSxJQUFJLE9BQU8sRUFBRSxDQUFDO0FBQ2xFLFNBQU9BO0FBQ1Q7OztBWERBLFlBQVk7QUFFWixJQUFNLFVBQW9CO0FBQUEsRUFDeEIsRUFBRSxRQUFRLEdBQUcsT0FBTyxXQUFXLEtBQUssK0JBQStCLE1BQU0sR0FBRztBQUFBLEVBQzVFLEVBQUUsUUFBUSxHQUFHLE9BQU8sYUFBYSxLQUFLLElBQUksTUFBTSxJQUFJO0FBQ3REO0FBRUEsU0FBUyxLQUFLLFVBQVUsU0FBdUI7QUFDN0MsU0FBTyxJQUFJLGFBQWEsU0FBUyxjQUFjLEtBQUssR0FBRyxZQUFZLE1BQU0sU0FBUyxNQUFNLE1BQVMsQ0FBQztBQUNwRztBQUVBLFNBQVMsS0FBSyxRQUFnQixPQUFPLE9BQWU7QUFDbEQsUUFBTSxRQUFRLEtBQUs7QUFDbkIsUUFBTSxNQUFNLFFBQVEsSUFBSTtBQUN4QixTQUFPLE1BQU0sS0FBSztBQUNwQjtBQUdBLFNBQVMsU0FBUyxRQUFnQixNQUF5RDtBQUN6RixRQUFNLFFBQVEsS0FBSztBQUNuQixRQUFNLFNBQW1CLENBQUM7QUFDMUIsV0FBUyxNQUFNLE1BQU0sTUFBTSxPQUFPLFNBQVMsTUFBTSxPQUFPLE1BQU07QUFDNUQsVUFBTSxNQUFNLE9BQU8sTUFBTSxHQUFHLEdBQUcsR0FBRyxJQUFJO0FBQ3RDLFdBQU8sS0FBSyxNQUFNLEtBQUssV0FBVztBQUFBLEVBQ3BDO0FBQ0EsUUFBTSxNQUFNLFFBQVEsS0FBSztBQUN6QixTQUFPLEVBQUUsT0FBTyxPQUFPO0FBQ3pCO0FBRUEsU0FBUyxVQUFVLE1BQU07QUFDdkIsUUFBTSxRQUFvQztBQUFBLElBQ3hDLENBQUMsY0FBYyxxQkFBcUIsNEJBQTRCO0FBQUEsSUFDaEUsQ0FBQyxlQUFlLCtCQUErQixvQ0FBb0M7QUFBQSxJQUNuRixDQUFDLFlBQVksNEJBQTRCLHNDQUFzQztBQUFBLElBQy9FLENBQUMsUUFBUSxlQUFlLHNCQUFzQjtBQUFBLElBQzlDLENBQUMsU0FBUyw4QkFBOEIsZ0VBQWdFO0FBQUEsSUFDeEcsQ0FBQyxjQUFjLFlBQVksK0JBQStCO0FBQUEsSUFDMUQsQ0FBQyxjQUFjLGNBQWMsNkNBQTZDO0FBQUEsSUFDMUUsQ0FBQyw4QkFBOEIsY0FBYyx5Q0FBeUM7QUFBQSxJQUN0RixDQUFDLGVBQWUsNkJBQTZCLHFFQUFxRTtBQUFBLElBQ2xILENBQUMsZ0NBQWdDLHFCQUFxQixrREFBa0Q7QUFBQSxJQUN4RyxDQUFDLHVCQUF1QixtQkFBbUIscURBQXFEO0FBQUEsSUFDaEcsQ0FBQyxTQUFTLG9CQUFvQiw2Q0FBbUM7QUFBQSxJQUNqRSxDQUFDLGdDQUFnQyxzQkFBc0IsMEJBQTBCO0FBQUEsSUFDakYsQ0FBQyxrQkFBa0IsZ0NBQWdDLGlEQUFpRDtBQUFBLEVBQ3RHO0FBQ0EsYUFBVyxDQUFDLE1BQU0sUUFBUSxRQUFRLEtBQUssTUFBTyxNQUFLLE1BQU0sTUFBTSxPQUFPLE1BQU0sS0FBSyxNQUFNLEVBQUUsUUFBUSxlQUFlLEVBQUUsR0FBRyxRQUFRLENBQUM7QUFFOUgsT0FBSyxrREFBa0QsTUFBTTtBQUMzRCxVQUFNLFFBQVEsS0FBSztBQUNuQixVQUFNLE1BQU0sOENBQThDLEtBQUs7QUFDL0QsV0FBTyxNQUFNLE1BQU0sS0FBSyxjQUFjLE1BQU0sR0FBRyxhQUFhLHlCQUF5QjtBQUNyRixXQUFPLE1BQU0sTUFBTSxLQUFLLGNBQWMsV0FBVyxHQUFHLGFBQWEsSUFBSTtBQUNyRSxXQUFPLE1BQU0sTUFBTSxLQUFLLGtCQUFrQixXQUFXLGNBQWM7QUFBQSxFQUNyRSxDQUFDO0FBRUQsT0FBSyx5Q0FBeUMsTUFBTTtBQUNsRCxVQUFNLFFBQVEsS0FBSztBQUNuQixVQUFNLE1BQU0saURBQWlELEtBQUs7QUFDbEUsV0FBTyxNQUFNLE1BQU0sS0FBSyxjQUFjLFNBQVMsR0FBRyxhQUFhLFFBQVE7QUFDdkUsV0FBTyxNQUFNLE1BQU0sS0FBSyxpQkFBaUIsU0FBUyxFQUFFLFFBQVEsQ0FBQztBQUFBLEVBQy9ELENBQUM7QUFFRCxPQUFLLGtDQUFrQyxNQUFNO0FBQzNDLFVBQU0sUUFBUSxLQUFLO0FBQ25CLFVBQU0sTUFBTSx3REFBd0QsS0FBSztBQUN6RSxVQUFNLFFBQVEsTUFBTSxLQUFLLGNBQWMsZ0JBQWdCO0FBQ3ZELFdBQU87QUFBQSxNQUNMLE9BQU87QUFBQSxNQUNQO0FBQUEsSUFDRjtBQUFBLEVBQ0YsQ0FBQztBQUNILENBQUM7QUFFRCxTQUFTLFNBQVMsTUFBTTtBQUN0QixRQUFNLFFBQW9DO0FBQUEsSUFDeEMsQ0FBQyx3QkFBd0IscUNBQXFDLHNHQUFzRztBQUFBLElBQ3BLLENBQUMsVUFBVSxlQUFlLGlDQUFpQztBQUFBLElBQzNELENBQUMsZ0JBQWdCLCtCQUErQixvQ0FBb0M7QUFBQSxJQUNwRixDQUFDLGFBQWEsY0FBYyxZQUFZO0FBQUEsSUFDeEMsQ0FBQyxZQUFZLGNBQWMsWUFBWTtBQUFBLElBQ3ZDLENBQUMsV0FBVyxtQkFBbUIsU0FBUztBQUFBLElBQ3hDLENBQUMsUUFBUSxrQkFBa0Isb0NBQW9DO0FBQUEsSUFDL0QsQ0FBQyx3QkFBd0IsY0FBYyw4QkFBOEI7QUFBQSxFQUN2RTtBQUNBLGFBQVcsQ0FBQyxNQUFNLFFBQVEsUUFBUSxLQUFLLE1BQU8sTUFBSyxNQUFNLE1BQU0sT0FBTyxNQUFNLEtBQUssTUFBTSxHQUFHLE1BQU0sUUFBUSxNQUFNLENBQUM7QUFDakgsQ0FBQztBQUVELFNBQVMsU0FBUyxNQUFNO0FBQ3RCLFFBQU0sU0FBUyxDQUFDLFdBQW1CO0FBQ2pDLFVBQU0sUUFBUSxLQUFLO0FBQ25CLFVBQU0sTUFBTSxRQUFRLEtBQUs7QUFDekIsV0FBTyxNQUFNLEtBQUssY0FBYyxHQUFHO0FBQUEsRUFDckM7QUFFQSxPQUFLLGdFQUFnRSxNQUFNO0FBQ3pFLFVBQU0sUUFBUSxPQUFPLGtEQUFrRDtBQUN2RSxXQUFPLE1BQU0sT0FBTyxhQUFhLE1BQU0sR0FBRywyQkFBMkI7QUFDckUsV0FBTyxNQUFNLE9BQU8sYUFBYSxLQUFLLEdBQUcsVUFBVTtBQUNuRCxXQUFPLE1BQU0sT0FBTyxhQUFhLFFBQVEsR0FBRyxRQUFRO0FBQ3BELFdBQU8sTUFBTSxPQUFPLFdBQVcsMEJBQTBCO0FBQUEsRUFDM0QsQ0FBQztBQUVELE9BQUssMkJBQTJCLE1BQU07QUFDcEMsV0FBTyxNQUFNLE9BQU8sZUFBZSxHQUFHLGFBQWEsTUFBTSxHQUFHLDhCQUE4QjtBQUMxRixXQUFPLE1BQU0sT0FBTyxlQUFlLEdBQUcsYUFBYSxRQUFRLEdBQUcsSUFBSTtBQUFBLEVBQ3BFLENBQUM7QUFFRCxhQUFXLFdBQVcsQ0FBQyx1QkFBdUIsdUJBQXVCLHdCQUF5Qix3QkFBNkIsb0JBQW9CLGNBQWMsb0JBQW9CLG9CQUFvQixHQUFHO0FBQ3RNLFNBQUssWUFBWSxLQUFLLFVBQVUsT0FBTyxDQUFDLElBQUksTUFBTTtBQUNoRCxhQUFPLE1BQU0sT0FBTyxPQUFPLE9BQU8sR0FBRyxHQUFHLElBQUk7QUFDNUMsYUFBTyxNQUFNLE9BQU8sUUFBUSxPQUFPLElBQUksR0FBRyxJQUFJO0FBQUEsSUFDaEQsQ0FBQztBQUFBLEVBQ0g7QUFFQSxPQUFLLHlDQUF5QyxNQUFNO0FBQ2xELFdBQU8sTUFBTSxPQUFPLG9DQUFvQyxHQUFHLGFBQWEsTUFBTSxHQUFHLCtCQUErQjtBQUNoSCxXQUFPLE1BQU0sT0FBTyx5QkFBeUIsR0FBRyxhQUFhLE1BQU0sR0FBRyx1QkFBdUI7QUFDN0YsV0FBTyxNQUFNLE9BQU8sd0JBQXdCLEdBQUcsYUFBYSxlQUFlO0FBQUEsRUFDN0UsQ0FBQztBQUVELE9BQUssMkVBQTJFLE1BQU07QUFDcEYsVUFBTSxRQUFRLEtBQUs7QUFDbkIsVUFBTSxNQUFNLHFDQUFxQyxLQUFLO0FBQ3RELFdBQU8sTUFBTSxNQUFNLEtBQUssY0FBYyxLQUFLLEdBQUcsSUFBSTtBQUNsRCxXQUFPLE1BQU0sT0FBTyxtQ0FBbUMsR0FBRyxhQUFhLEtBQUs7QUFBQSxFQUM5RSxDQUFDO0FBQ0gsQ0FBQztBQUVELFNBQVMsYUFBYSxNQUFNO0FBQzFCLE9BQUsseUJBQXlCLE1BQU07QUFDbEMsVUFBTSxRQUFRLEtBQUs7QUFDbkIsVUFBTSxNQUFNLHlDQUF5QyxLQUFLO0FBQzFELFVBQU0sUUFBUSxDQUFDLEdBQUcsTUFBTSxLQUFLLGlCQUFpQixPQUFPLENBQUM7QUFDdEQsV0FBTyxVQUFVLE1BQU0sSUFBSSxDQUFDLFNBQVMsR0FBRyxLQUFLLFNBQVMsSUFBSSxLQUFLLFdBQVcsSUFBSSxLQUFLLGFBQWEsWUFBWSxLQUFLLEVBQUUsRUFBRSxHQUFHLENBQUMseUJBQXlCLDhCQUE4QixDQUFDO0FBQ2pMLFdBQU8sTUFBTSxNQUFNLEtBQUssYUFBYSxVQUFVO0FBQUEsRUFDakQsQ0FBQztBQUVELE9BQUssMkNBQTJDLE1BQU07QUFDcEQsVUFBTSxFQUFFLE1BQU0sSUFBSSxTQUFTLHdDQUF3QyxDQUFDO0FBQ3BFLFdBQU8sVUFBVSxDQUFDLEdBQUcsTUFBTSxLQUFLLGlCQUFpQixPQUFPLENBQUMsRUFBRSxJQUFJLENBQUMsU0FBUyxLQUFLLFdBQVcsR0FBRyxDQUFDLEtBQUssR0FBRyxDQUFDO0FBQUEsRUFDeEcsQ0FBQztBQUNILENBQUM7QUFFRCxJQUFNLE9BQU87QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBNEJiLFNBQVMsYUFBYSxNQUFNO0FBQzFCLGFBQVcsUUFBUSxDQUFDLEdBQUcsR0FBRyxHQUFHLEdBQUcsRUFBRSxHQUFHO0FBQ25DLFNBQUssZ0JBQWdCLElBQUksK0JBQStCLE1BQU07QUFDNUQsYUFBTyxNQUFNLFNBQVMsTUFBTSxJQUFJLEVBQUUsTUFBTSxLQUFLLFdBQVcsS0FBSyxJQUFJLENBQUM7QUFBQSxJQUNwRSxDQUFDO0FBQUEsRUFDSDtBQUVBLE9BQUsseUNBQXlDLE1BQU07QUFDbEQsVUFBTSxFQUFFLE9BQU8sSUFBSSxTQUFTLHlGQUF5RixDQUFDO0FBQ3RILGVBQVcsU0FBUyxPQUFRLFFBQU8sYUFBYSxPQUFPLGNBQWM7QUFBQSxFQUN2RSxDQUFDO0FBRUQsT0FBSyx1QkFBdUIsTUFBTTtBQUNoQyxVQUFNLEVBQUUsT0FBTyxJQUFJLFNBQVMsTUFBTSxDQUFDO0FBQ25DLFdBQU8sT0FBTyxDQUFDLFFBQVEsVUFBVTtBQUMvQixhQUFPLEdBQUcsTUFBTSxXQUFXLE1BQU0sR0FBRyxHQUFHLEtBQUssVUFBVSxNQUFNLENBQUMsV0FBVyxLQUFLLFVBQVUsS0FBSyxDQUFDLEVBQUU7QUFDL0YsYUFBTztBQUFBLElBQ1QsQ0FBQztBQUFBLEVBQ0gsQ0FBQztBQUVELE9BQUssZ0VBQWdFLE1BQU07QUFDekUsVUFBTSxRQUFRLEtBQUs7QUFDbkIsVUFBTSxNQUFNLHVCQUF1QixJQUFJO0FBQ3ZDLFVBQU0sQ0FBQyxXQUFXLElBQUksSUFBSSxDQUFDLE1BQU0sS0FBSyxjQUFjLEdBQUcsR0FBRyxNQUFNLEtBQUssY0FBYyxRQUFRLENBQUM7QUFDNUYsVUFBTSxNQUFNLGtDQUFrQyxJQUFJO0FBQ2xELFdBQU8sTUFBTSxNQUFNLEtBQUssY0FBYyxHQUFHLEdBQUcsU0FBUztBQUNyRCxXQUFPLE1BQU0sTUFBTSxLQUFLLGNBQWMsUUFBUSxHQUFHLElBQUk7QUFBQSxFQUN2RCxDQUFDO0FBRUQsT0FBSyx5Q0FBeUMsTUFBTTtBQUNsRCxVQUFNLFFBQVEsS0FBSztBQUNuQixVQUFNLE1BQU0sY0FBYyxJQUFJO0FBQzlCLFVBQU0sTUFBTSxTQUFTLElBQUk7QUFDekIsV0FBTyxNQUFNLE1BQU0sS0FBSyxXQUFXLGNBQWM7QUFBQSxFQUNuRCxDQUFDO0FBRUQsT0FBSyxvQ0FBb0MsTUFBTTtBQUM3QyxlQUFXLE9BQU8sQ0FBQyxNQUFNLE9BQU8sR0FBSSxHQUFHLEtBQUssT0FBTyxHQUFJLEdBQUcsS0FBSyxPQUFPLEdBQUksSUFBSSxLQUFLLEtBQUssT0FBTyxHQUFJLElBQUksS0FBSyxJQUFJLE9BQU8sR0FBSSxHQUFHLE9BQU8sT0FBTyxHQUFJLEdBQUcsSUFBSSxPQUFPLEdBQUksQ0FBQyxHQUFHO0FBQ3BLLFlBQU0sVUFBVSxZQUFZLElBQUk7QUFDaEMsV0FBSyxHQUFHO0FBQ1IsWUFBTSxPQUFPLFlBQVksSUFBSSxJQUFJO0FBQ2pDLGFBQU8sR0FBRyxPQUFPLE1BQU0sR0FBRyxJQUFJLE1BQU0sR0FBRyxDQUFDLENBQUMsZUFBVSxJQUFJLEtBQUs7QUFBQSxJQUM5RDtBQUFBLEVBQ0YsQ0FBQztBQUVELE9BQUssa0NBQWtDLE1BQU07QUFDM0MsV0FBTyxNQUFNLFNBQVMsMEJBQTBCLENBQUMsRUFBRSxNQUFNLEtBQUssV0FBVyx5Q0FBeUM7QUFBQSxFQUNwSCxDQUFDO0FBQ0gsQ0FBQzsiLAogICJuYW1lcyI6IFsibGluayIsICJkb2N1bWVudCJdCn0K
