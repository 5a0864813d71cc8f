// test/conversation.test.ts
import assert from "node:assert/strict";
import { describe, test } from "node:test";

// src/refusal.ts
var Refusal = class extends Error {
  constructor(code, status, message) {
    super(message);
    this.code = code;
    this.status = status;
  }
  code;
  status;
};
var isRefusal = (error) => error instanceof Error && "status" in error;

// src/turn.ts
var isRunning = (turn) => turn?.status === "waiting" || turn?.status === "streaming";
function newTurn(question, attempt = randomId()) {
  return { id: "", question, answer: "", status: "waiting", sources: [], problem: void 0, attempt };
}
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
var textOf = (value) => typeof value === "string" ? value : "";
var ROW_STATUS = { STOPPED: "stopped", INTERRUPTED: "interrupted", FAILED: "failed", RUNNING: "streaming" };
function fillFromRow(turn, row2) {
  const extra = row2.extraInfo;
  turn.id = textOf(row2.id);
  turn.question = textOf(row2.query) || textOf(row2.question) || turn.question;
  turn.answer = textOf(row2.answer);
  turn.status = ROW_STATUS[textOf(row2.status)] ?? "done";
  turn.problem = void 0;
  if (turn.status === "failed") turn.problem = { kind: "server", text: "", code: "" };
  turn.sources = [];
  addSources(turn, extra?.kbReferences);
}
function addSources(turn, references) {
  if (!Array.isArray(references)) return false;
  const before = turn.sources.length;
  for (const reference of references) {
    const data = textOf(reference.data);
    const isUrl = textOf(reference.type).toUpperCase() === "URL";
    const source = {
      number: Number(reference.number) || turn.sources.length + 1,
      title: textOf(reference.title) || (isUrl ? data.replace(/^https?:\/\/(www\.)?|\/$/g, "") : data),
      url: isUrl ? data : "",
      page: textOf(reference.pageNumber)
    };
    if (source.title && !turn.sources.some((known) => known.number === source.number)) turn.sources.push(source);
  }
  return turn.sources.length > before;
}
function problemOf(code, text2) {
  let kind = "server";
  if (code === "MESSAGE_LIMIT") kind = "limit";
  else if (code === "RATE_LIMITED") kind = "rate";
  else if (/^(KEY|ORIGIN|ADDRESS)_/.test(code)) kind = "key";
  else if (code.startsWith("CONVERSATION_")) kind = "gone";
  return { kind, text: text2, code };
}
function problemOfError(error) {
  if (!isRefusal(error)) return { kind: "network", text: "", code: "" };
  const problem = problemOf(error.code || (CODE_OF_STATUS[error.status] ?? ""), error.message);
  return problem.kind === "server" ? { ...problem, text: "" } : problem;
}
var CODE_OF_STATUS = { 404: "CONVERSATION_NOT_FOUND", 429: "RATE_LIMITED" };

// src/history.ts
function mergeHistory(rows, local, running) {
  const merged = rows.map((row2, index) => {
    const isLast = index === rows.length - 1;
    const adopts = isLast && running && !running.id && running.question === textOf(row2.query) ? running : void 0;
    const turn = local.find((other) => other.id === textOf(row2.id)) ?? adopts ?? newTurn("");
    const stopped = turn.status === "stopped";
    fillFromRow(turn, row2);
    if (stopped) turn.status = "stopped";
    else if (turn === running && !row2.status) turn.status = "streaming";
    return turn;
  });
  for (const turn of local) {
    if (merged.includes(turn) || turn.id && turn !== running) continue;
    if (turn === running) Object.assign(turn, { answer: "", sources: [] });
    merged.push(turn);
  }
  return merged;
}

// src/conversation.ts
var STOP_TIMEOUT_MS = 5e3;
var ASIDE = /^(heartbeat|layer_|websearch|retry|memory|conversation_title|attachment_|emergency_|skill_|grounding_|tool_|native_|audio_|no_vision)/;
var Conversation = class {
  turns = [];
  phase = "idle";
  /** The running answer cannot be reached at the moment. */
  lost = false;
  /** Why nothing more can be asked in this conversation. */
  block;
  #parts;
  #ref;
  #pending;
  #running;
  #lastEventId = "";
  /** The server has the question. */
  #begun = false;
  #work = new AbortController();
  #stopTimer;
  constructor(parts) {
    this.#parts = parts;
  }
  ask(question) {
    if (this.phase === "idle" && !this.block) this.#begin(newTurn(question));
  }
  /** Asks again what has not been answered. */
  retry(turn) {
    if (this.phase !== "idle" || this.block) return;
    this.turns = this.turns.filter((other) => other !== turn);
    this.#begin(turn.id ? newTurn(turn.question) : newTurn(turn.question, turn.attempt));
  }
  stop() {
    const turn = this.#running;
    if (this.phase !== "answering" || !turn) return;
    this.phase = "stopping";
    turn.status = "stopped";
    this.#parts.changed(turn);
    this.#parts.changed();
    if (!this.#ref) return this.#abandon();
    if (this.#begun) this.#tellStop();
    this.#stopTimer = setTimeout(() => this.#abandon(), STOP_TIMEOUT_MS);
  }
  /** Forgets this conversation; the next question begins another one. */
  reset() {
    if (isRunning(this.#running) && this.#begun) this.#tellStop();
    this.#work.abort();
    this.#parts.store.clear();
    this.turns = [];
    this.#ref = this.#pending = this.block = void 0;
    this.#end();
  }
  /**
   * Continues the saved conversation. A refusal does not tell a conversation that is gone from a key
   * that is refused, so it is only forgotten if the key works.
   */
  async restore(keyWorks) {
    const saved = this.#parts.store.load();
    if (!saved || this.#ref) return;
    this.#ref = { id: saved.id, token: saved.token };
    this.#pending = saved.pending;
    this.#enter("restoring");
    const { signal } = this.#renew();
    try {
      await this.#resume(signal, true);
    } catch (error) {
      if (signal.aborted) return;
      this.#ref = void 0;
      this.#end();
      await keyWorks;
      if (isRefusal(error) && error.status !== 403) this.#parts.store.clear();
    }
  }
  destroy() {
    clearTimeout(this.#stopTimer);
    this.#work.abort();
  }
  #begin(turn) {
    this.turns.push(turn);
    this.#running = turn;
    this.#lastEventId = "";
    this.#begun = false;
    this.#enter("answering");
    void this.#answer(turn);
  }
  async #answer(turn) {
    const { signal } = this.#renew();
    try {
      const ref = this.#ref ?? await this.#parts.api.create(signal);
      signal.throwIfAborted();
      this.#ref = ref;
      this.#remember(turn);
      for await (const event of this.#parts.api.ask(ref, turn.question, turn.attempt, signal)) {
        if (this.#take(event)) return;
      }
      await this.#resume(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!this.#begun || isRefusal(error)) return this.#fail(turn, problemOfError(error));
      await this.#resume(signal).catch((failure) => {
        if (!signal.aborted) this.#fail(turn, problemOfError(failure));
      });
    }
  }
  /** Reads the conversation from the server until no answer is running, over as many connections as that takes. */
  async #resume(signal, atOnce = false) {
    const { api, wait } = this.#parts;
    const ref = this.#ref;
    if (!ref) return;
    let attempt = atOnce ? -1 : 0;
    for (; ; ) {
      if (attempt >= 0) {
        this.#setLost(true);
        await wait(attempt, signal);
      }
      attempt++;
      try {
        for await (const event of api.resume(ref, this.#lastEventId, signal)) {
          this.#setLost(false);
          if (event.kind === "frame") attempt = 0;
          if (this.#take(event)) return;
        }
      } catch (error) {
        const final = isRefusal(error) && error.status !== 429 && error.status < 500;
        if (final || signal.aborted) throw error;
      }
    }
  }
  /** Returns whether the turn has ended. */
  #take(event) {
    if (event.kind === "begun") {
      this.#begun = true;
      if (this.phase === "stopping") this.#tellStop();
    } else if (event.kind === "history") this.#rebuild(event.rows);
    else if (event.kind === "end") {
      this.#finish(event.how);
      return true;
    } else {
      this.#lastEventId = event.id || this.#lastEventId;
      return this.#frame(event.frame);
    }
    return false;
  }
  #frame(frame2) {
    const type = textOf(frame2.type).toLowerCase();
    if (ASIDE.test(type) || !/^(llm)?$/i.test(textOf(frame2.messageType))) return false;
    if (type === "error" || frame2.error && type !== "no_document") return this.#errorFrame(frame2);
    const turn = this.#turnOf(textOf(frame2.id));
    if (this.phase !== "stopping") {
      turn.answer += textOf(frame2.message) || textOf(frame2.forbidden);
      if (type === "kb") addSources(turn, frame2.kbReferences);
      else if (turn.answer) turn.status = "streaming";
      this.#parts.changed(turn);
    }
    if (frame2.last !== true || type === "kb") return false;
    this.#finish("completed");
    return true;
  }
  #errorFrame(frame2) {
    const turn = this.#running ?? this.#turnOf(textOf(frame2.id));
    const problem = problemOf(textOf(frame2.reason), textOf(frame2.error) || textOf(frame2.message));
    if (problem.kind === "server") turn.attempt = newTurn("").attempt;
    this.#fail(turn, problem);
    return true;
  }
  /** The turn that a frame belongs to. A running answer may be found after a reload, then its turn is new here. */
  #turnOf(id) {
    const known = this.turns.find((turn2) => turn2.id === id && id);
    let turn = known ?? this.#running;
    if (!turn || turn.id && id && turn.id !== id) {
      turn = newTurn(this.#pending?.question ?? "", this.#pending?.attempt);
      this.turns.push(turn);
      this.#parts.changed();
    }
    turn.id ||= id;
    this.#running = turn;
    this.#begun = true;
    if (this.phase === "restoring") this.#enter("answering");
    return turn;
  }
  #rebuild(rows) {
    this.turns = mergeHistory(rows, this.turns, this.#running);
    const last2 = this.turns.at(-1);
    if (this.phase === "restoring" && isRunning(last2)) {
      this.#running = last2;
      this.#begun = true;
      this.#enter("answering");
    }
    this.#parts.changed();
    for (const turn of this.turns) this.#parts.changed(turn);
  }
  /** The server has no running answer, or not any more. */
  #finish(how) {
    const turn = this.#running;
    if (this.phase === "restoring") this.#restoreUnsent();
    if (turn && isRunning(turn)) {
      if (!turn.id) return this.#fail(turn, { kind: "network", text: "", code: "" });
      if (how === "error") return this.#fail(turn, problemOf("", ""));
      turn.status = how === "stopped" ? "stopped" : "done";
      this.#parts.changed(turn);
    }
    this.#end();
  }
  /** The page was left after a question was sent and before it arrived. */
  #restoreUnsent() {
    const pending = this.#pending;
    if (!pending || this.turns.at(-1)?.question === pending.question) return;
    const turn = newTurn(pending.question, pending.attempt);
    turn.status = "failed";
    turn.problem = { kind: "network", text: "", code: "" };
    this.turns.push(turn);
  }
  #fail(turn, problem) {
    if (this.phase !== "stopping") {
      turn.status = "failed";
      turn.problem = problem;
      if (problem.kind === "limit" || problem.kind === "gone") this.block = problem;
      if (problem.kind === "key") console.warn(`[latchkey] ${problem.code}: ${problem.text}`);
      this.#parts.changed(turn);
    }
    this.#end();
  }
  #tellStop() {
    if (this.#ref) this.#parts.api.stop(this.#ref).catch(() => void 0);
  }
  #abandon() {
    this.#work.abort();
    this.#end();
  }
  #end() {
    clearTimeout(this.#stopTimer);
    this.#running = this.#pending = void 0;
    this.lost = false;
    if (this.#ref) this.#parts.store.save(this.#ref);
    this.#enter("idle");
  }
  #remember({ question, attempt }) {
    if (this.#ref) this.#parts.store.save({ ...this.#ref, pending: { question, attempt } });
  }
  #renew() {
    this.#work.abort();
    return this.#work = new AbortController();
  }
  #setLost(lost) {
    if (this.lost === lost) return;
    this.lost = lost;
    this.#parts.changed();
  }
  #enter(phase) {
    this.phase = phase;
    this.#parts.changed();
  }
};

// src/sse.ts
var ConnectionLost = class extends Error {
};

// test/conversation.test.ts
var REF = { id: "c_1", token: "t_1" };
var begun = { kind: "begun" };
var frame = (id, fields) => ({ kind: "frame", id, frame: { id: "q_1", messageType: "LLM", ...fields } });
var text = (id, message) => frame(id, { message });
var last = frame("1-9", { type: "context_info", last: true });
var end = (how = "completed") => ({ kind: "end", how });
var history = (...rows) => ({ kind: "history", rows });
var row = (id, query, answer, status) => ({ id, query, answer, status, extraInfo: null });
var FakeApi = class {
  calls = [];
  scripts = [];
  createError;
  stops = 0;
  onStop = () => void 0;
  create() {
    this.calls.push("create");
    return this.createError ? Promise.reject(this.createError) : Promise.resolve(REF);
  }
  ask(_, question, attempt, signal) {
    this.calls.push(`ask ${question} ${attempt}`);
    return this.#play(signal);
  }
  resume(_, lastEventId, signal) {
    this.calls.push(`resume ${lastEventId}`.trim());
    return this.#play(signal);
  }
  stop() {
    this.stops++;
    this.onStop();
    return Promise.resolve();
  }
  async *#play(signal) {
    for (const step of this.scripts.shift() ?? [new ConnectionLost("nothing scripted")]) {
      await tick();
      signal.throwIfAborted();
      if (step === "hang") await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      else if (step instanceof Error) throw step;
      else yield step;
    }
  }
};
var FakeStore = class {
  constructor(saved) {
    this.saved = saved;
  }
  saved;
  load() {
    return this.saved;
  }
  save(conversation) {
    this.saved = conversation;
  }
  clear() {
    this.saved = void 0;
  }
};
var tick = () => new Promise((resolve) => setImmediate(resolve));
function set(scripts, saved) {
  const api = new FakeApi();
  api.scripts = scripts;
  const store = new FakeStore(saved);
  const waits = [];
  let lostSeen = false;
  const conversation = new Conversation({
    api,
    store,
    wait: (attempt) => (waits.push(attempt), tick().then(() => void 0)),
    changed: () => lostSeen ||= conversation?.lost
  });
  const settled = async () => {
    for (let at = 0; at < 200 && conversation.phase !== "idle"; at++) await tick();
    assert.equal(conversation.phase, "idle");
  };
  const until = async (condition) => {
    for (let at = 0; at < 200 && !condition(); at++) await tick();
    assert.ok(condition());
  };
  const shown = () => conversation.turns.map(({ question, answer, status }) => `${question} > ${answer} (${status})`);
  return { api, store, waits, conversation, settled, until, shown, wasLost: () => lostSeen };
}
var ATTEMPT = /^[0-9a-f]{32}$/;
describe("asking", () => {
  test("makes a conversation, shows the answer as it comes, and keeps the conversation", async () => {
    const { api, store, conversation, settled, shown } = set([[begun, frame("1-1", { type: "kb", kbReferences: [{ id: "k", type: "URL", data: "https://a.example/" }] }), text("1-2", "Hel"), frame("", { type: "heartbeat", messageType: "EVENT", message: "!" }), text("1-3", "lo"), last, text("1-9", "late")]]);
    conversation.ask("Hi");
    assert.equal(store.saved, void 0);
    await settled();
    assert.deepEqual(shown(), ["Hi > Hello (done)"]);
    assert.deepEqual(conversation.turns[0]?.sources, [{ number: 1, title: "a.example", url: "https://a.example/", page: "" }]);
    assert.deepEqual(store.saved, REF);
    assert.equal(api.calls[0], "create");
    assert.match(api.calls[1]?.split(" ")[2] ?? "", ATTEMPT);
  });
  test("one question at a time", async () => {
    const { api, conversation, settled } = set([[begun, text("1-1", "a"), last]]);
    conversation.ask("one");
    conversation.ask("two");
    await settled();
    assert.equal(api.calls.filter((call) => call.startsWith("ask")).length, 1);
  });
  test("remembers the question while it is answered", async () => {
    const { store, conversation, until } = set([[begun, text("1-1", "a"), "hang"]]);
    conversation.ask("one");
    await until(() => conversation.turns[0]?.status === "streaming");
    assert.equal(store.saved?.pending?.question, "one");
    conversation.destroy();
  });
});
describe("what goes wrong", () => {
  test("a message that was not sent is sent again as the same message", async () => {
    const { api, conversation, settled, shown } = set([[new TypeError("Failed to fetch")], [begun, text("1-1", "a"), last]]);
    conversation.ask("one");
    await settled();
    assert.deepEqual(shown(), ["one >  (failed)"]);
    assert.equal(conversation.turns[0]?.problem?.kind, "network");
    conversation.retry(conversation.turns[0]);
    await settled();
    assert.deepEqual(shown(), ["one > a (done)"]);
    const attempts = api.calls.filter((call) => call.startsWith("ask")).map((call) => call.split(" ")[2]);
    assert.equal(attempts[0], attempts[1]);
  });
  test("an answer that failed is asked for anew", async () => {
    const { api, conversation, settled } = set([[begun, frame("1-1", { type: "error", error: "Too slow.", last: true })], [begun, last]]);
    conversation.ask("one");
    await settled();
    assert.deepEqual(conversation.turns[0]?.problem, { kind: "server", text: "Too slow.", code: "" });
    conversation.retry(conversation.turns[0]);
    await settled();
    const attempts = api.calls.filter((call) => call.startsWith("ask")).map((call) => call.split(" ")[2]);
    assert.notEqual(attempts[0], attempts[1]);
  });
  test("no conversation can be made", async () => {
    const { api, conversation, settled, shown } = set([]);
    api.createError = new Refusal("RATE_LIMITED", 429, "Slow down.");
    conversation.ask("one");
    await settled();
    assert.deepEqual(shown(), ["one >  (failed)"]);
    assert.deepEqual(conversation.turns[0]?.problem, { kind: "rate", text: "Slow down.", code: "RATE_LIMITED" });
    assert.equal(conversation.block, void 0);
  });
  test("the message limit ends the conversation, a new one begins", async () => {
    const { api, store, conversation, settled, shown } = set([[begun, frame("", { type: "error", reason: "MESSAGE_LIMIT", error: "Enough.", message: "Enough.", last: true })], [begun, text("1-1", "a"), last]]);
    conversation.ask("one");
    await settled();
    assert.deepEqual(conversation.block, { kind: "limit", text: "Enough.", code: "MESSAGE_LIMIT" });
    conversation.ask("two");
    assert.equal(conversation.turns.length, 1);
    conversation.reset();
    assert.deepEqual([conversation.turns, conversation.block, store.saved], [[], void 0, void 0]);
    conversation.ask("two");
    await settled();
    assert.deepEqual(shown(), ["two > a (done)"]);
    assert.equal(api.calls.filter((call) => call === "create").length, 2);
  });
  test("a key that is refused is reported to the console only", async (context) => {
    const warn = context.mock.method(console, "warn", () => void 0);
    const { conversation, settled } = set([[new Refusal("KEY_DISABLED", 403, "This key is disabled.")]]);
    conversation.ask("one");
    await settled();
    assert.equal(conversation.turns[0]?.problem?.kind, "key");
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /KEY_DISABLED/);
  });
});
describe("a lost connection", () => {
  test("the answer goes on after the frame that was last seen", async () => {
    const { api, waits, conversation, settled, shown, wasLost } = set([
      [begun, text("1-1", "one "), text("1-2", "two "), new ConnectionLost("cut")],
      [new TypeError("still away")],
      [history(row("q_1", "Hi", "one two ")), text("1-3", "three"), end()]
    ]);
    conversation.ask("Hi");
    const [turn] = conversation.turns;
    await settled();
    assert.deepEqual(shown(), ["Hi > one two three (done)"]);
    assert.equal(conversation.turns[0], turn);
    assert.deepEqual(api.calls.slice(2), ["resume 1-2", "resume 1-2"]);
    assert.deepEqual(waits, [0, 1]);
    assert.ok(wasLost() && !conversation.lost);
  });
  test("before the first frame: the answer is found by its question", async () => {
    const { api, conversation, settled, shown } = set([[begun, new ConnectionLost("cut")], [history(row("q_1", "Hi", "all of it", "DONE")), end()]]);
    conversation.ask("Hi");
    await settled();
    assert.deepEqual(shown(), ["Hi > all of it (done)"]);
    assert.equal(api.calls.at(-1), "resume");
  });
  test("frames that are sent again from the first one replace what is there", async () => {
    const { conversation, settled, shown } = set([[begun, text("", "par"), new ConnectionLost("cut")], [history(row("q_0", "Old", "x", "DONE")), text("1-1", "part"), text("1-2", "ly"), end()]]);
    conversation.ask("Hi");
    await settled();
    assert.deepEqual(shown(), ["Old > x (done)", "Hi > partly (done)"]);
  });
  test("a stream that ends without an end is taken up again", async () => {
    const { conversation, settled, shown } = set([[begun, text("1-1", "a")], [history(row("q_1", "Hi", "a")), text("1-2", "b"), last]]);
    conversation.ask("Hi");
    await settled();
    assert.deepEqual(shown(), ["Hi > ab (done)"]);
  });
  test("again and again", async () => {
    const { waits, conversation, settled, shown } = set([
      [begun, text("1-1", "a"), new ConnectionLost("cut")],
      [history(row("q_1", "Hi", "a")), text("1-2", "b"), new ConnectionLost("cut")],
      [history(row("q_1", "Hi", "ab")), new ConnectionLost("cut")],
      [new Refusal("", 503, "")],
      [history(row("q_1", "Hi", "abc", "DONE")), end()]
    ]);
    conversation.ask("Hi");
    await settled();
    assert.deepEqual(shown(), ["Hi > abc (done)"]);
    assert.deepEqual(waits, [0, 0, 1, 2]);
  });
  test("the server stopped or failed in between", async () => {
    for (const [how, status] of [["stopped", "stopped"], ["error", "failed"]]) {
      const { conversation, settled, shown } = set([[begun, text("1-1", "a"), new ConnectionLost("cut")], [history(row("q_1", "Hi", "a")), end(how)]]);
      conversation.ask("Hi");
      await settled();
      assert.deepEqual(shown(), [`Hi > a (${status})`]);
    }
  });
  test("the question never arrived", async () => {
    const { conversation, settled } = set([[begun, new ConnectionLost("cut")], [history(), end()]]);
    conversation.ask("Hi");
    await settled();
    assert.equal(conversation.turns[0]?.problem?.kind, "network");
  });
  test("the conversation is gone", async () => {
    const { conversation, settled } = set([[begun, text("1-1", "a"), new ConnectionLost("cut")], [new Refusal("", 404, "")]]);
    conversation.ask("Hi");
    await settled();
    assert.equal(conversation.block?.kind, "gone");
  });
});
describe("coming back", () => {
  const works = Promise.resolve();
  test("shows the finished conversation", async () => {
    const { conversation, settled, shown } = set([[history(row("q_1", "a", "b", "DONE"), row("q_2", "c", "d", "STOPPED"), row("q_3", "e", "f", "INTERRUPTED"), row("q_4", "g", "", "FAILED"), row("q_5", "h", "i")), end()]], REF);
    const restored = conversation.restore(works);
    assert.equal(conversation.phase, "restoring");
    await restored;
    await settled();
    assert.deepEqual(shown(), ["a > b (done)", "c > d (stopped)", "e > f (interrupted)", "g >  (failed)", "h > i (done)"]);
  });
  test("goes on with a running answer, whose question only this browser knows", async () => {
    const { conversation, settled, until, shown, store } = set(
      [[history(row("q_0", "a", "b", "DONE")), text("2-1", "run"), text("2-2", "ning"), last]],
      { ...REF, pending: { question: "slow?", attempt: "x" } }
    );
    void conversation.restore(works);
    await until(() => conversation.phase === "answering");
    await settled();
    assert.deepEqual(shown(), ["a > b (done)", "slow? > running (done)"]);
    assert.deepEqual(store.saved, REF);
  });
  test("offers to send what never arrived, as the same message", async () => {
    const { api, conversation, settled, shown } = set([[history(), end()], [begun, text("1-1", "a"), last]], { ...REF, pending: { question: "Hi", attempt: "x" } });
    await conversation.restore(works);
    await settled();
    assert.deepEqual(shown(), ["Hi >  (failed)"]);
    conversation.retry(conversation.turns[0]);
    await settled();
    assert.equal(api.calls.at(-1), "ask Hi x");
  });
  test("forgets a conversation that is gone if the key works, and only then", async () => {
    const gone = set([[new Refusal("", 404, "")]], REF);
    await gone.conversation.restore(works);
    assert.equal(gone.store.saved, void 0);
    assert.equal(gone.conversation.phase, "idle");
    const refused = set([[new Refusal("", 404, "")]], REF);
    const refusal = Promise.reject(new Error("refused"));
    refusal.catch(() => void 0);
    await assert.rejects(refused.conversation.restore(refusal));
    assert.deepEqual(refused.store.saved, REF);
  });
  test("tries until the server is there", async () => {
    const { waits, conversation, settled, shown } = set([[new TypeError("away")], [new TypeError("away")], [history(row("q_1", "a", "b")), end()]], REF);
    await conversation.restore(works);
    await settled();
    assert.deepEqual(shown(), ["a > b (done)"]);
    assert.deepEqual(waits, [0, 1]);
  });
});
describe("stopping", () => {
  test("shows at once, tells the server, and takes no more text", async () => {
    const { api, conversation, settled, until, shown } = set([[begun, text("1-1", "a"), "hang"]]);
    conversation.ask("Hi");
    await until(() => conversation.turns[0]?.answer === "a");
    conversation.stop();
    assert.deepEqual(shown(), ["Hi > a (stopped)"]);
    assert.equal(api.stops, 1);
    assert.equal(conversation.phase, "stopping");
    conversation.reset();
    await settled();
  });
  test("ends with the stream", async () => {
    const { api, conversation, settled, until, shown } = set([[begun, text("1-1", "a"), text("1-2", "b"), text("1-3", "c"), last]]);
    conversation.ask("Hi");
    await until(() => conversation.turns[0]?.answer === "a");
    conversation.stop();
    await settled();
    assert.deepEqual(shown(), ["Hi > a (stopped)"]);
    assert.equal(api.stops, 1);
  });
  test("waits for the question to arrive, or the server would not know what to stop", async () => {
    const { api, conversation, settled, until } = set([[begun, last]]);
    conversation.ask("Hi");
    await until(() => api.calls.length === 2);
    conversation.stop();
    assert.equal(api.stops, 0);
    await settled();
    assert.equal(api.stops, 1);
  });
  test("before there is a conversation: nothing is sent", async () => {
    const { api, conversation, settled } = set([[begun, last]]);
    conversation.ask("Hi");
    conversation.stop();
    await settled();
    await tick();
    assert.deepEqual(api.calls, ["create"]);
    assert.equal(api.stops, 0);
  });
  test("a new conversation stops the answer of the old one", async () => {
    const { api, conversation, until } = set([[begun, text("1-1", "a"), "hang"]]);
    conversation.ask("Hi");
    await until(() => conversation.turns[0]?.answer === "a");
    conversation.reset();
    assert.equal(api.stops, 1);
    assert.deepEqual([conversation.turns, conversation.phase], [[], "idle"]);
  });
});
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vdGVzdC9jb252ZXJzYXRpb24udGVzdC50cyIsICIuLi9zcmMvcmVmdXNhbC50cyIsICIuLi9zcmMvdHVybi50cyIsICIuLi9zcmMvaGlzdG9yeS50cyIsICIuLi9zcmMvY29udmVyc2F0aW9uLnRzIiwgIi4uL3NyYy9zc2UudHMiXSwKICAic291cmNlc0NvbnRlbnQiOiBbImltcG9ydCBhc3NlcnQgZnJvbSAnbm9kZTphc3NlcnQvc3RyaWN0J1xuaW1wb3J0IHsgZGVzY3JpYmUsIHRlc3QgfSBmcm9tICdub2RlOnRlc3QnXG5pbXBvcnQgdHlwZSB7IENoYXRBcGksIENvbnZlcnNhdGlvblJlZiwgRmllbGRzLCBTdHJlYW1FdmVudCB9IGZyb20gJy4uL3NyYy9jbGllbnQnXG5pbXBvcnQgeyBDb252ZXJzYXRpb24gfSBmcm9tICcuLi9zcmMvY29udmVyc2F0aW9uJ1xuaW1wb3J0IHR5cGUgeyBDb252ZXJzYXRpb25TdG9yZSwgU2F2ZWRDb252ZXJzYXRpb24gfSBmcm9tICcuLi9zcmMvY29udmVyc2F0aW9uLXN0b3JlJ1xuaW1wb3J0IHsgUmVmdXNhbCB9IGZyb20gJy4uL3NyYy9yZWZ1c2FsJ1xuaW1wb3J0IHsgQ29ubmVjdGlvbkxvc3QgfSBmcm9tICcuLi9zcmMvc3NlJ1xuXG50eXBlIFNjcmlwdCA9IChTdHJlYW1FdmVudCB8IEVycm9yIHwgJ2hhbmcnKVtdXG5cbmNvbnN0IFJFRjogQ29udmVyc2F0aW9uUmVmID0geyBpZDogJ2NfMScsIHRva2VuOiAndF8xJyB9XG5jb25zdCBiZWd1bjogU3RyZWFtRXZlbnQgPSB7IGtpbmQ6ICdiZWd1bicgfVxuY29uc3QgZnJhbWUgPSAoaWQ6IHN0cmluZywgZmllbGRzOiBGaWVsZHMpOiBTdHJlYW1FdmVudCA9PiAoeyBraW5kOiAnZnJhbWUnLCBpZCwgZnJhbWU6IHsgaWQ6ICdxXzEnLCBtZXNzYWdlVHlwZTogJ0xMTScsIC4uLmZpZWxkcyB9IH0pXG5jb25zdCB0ZXh0ID0gKGlkOiBzdHJpbmcsIG1lc3NhZ2U6IHN0cmluZyk6IFN0cmVhbUV2ZW50ID0+IGZyYW1lKGlkLCB7IG1lc3NhZ2UgfSlcbmNvbnN0IGxhc3QgPSBmcmFtZSgnMS05JywgeyB0eXBlOiAnY29udGV4dF9pbmZvJywgbGFzdDogdHJ1ZSB9KVxuY29uc3QgZW5kID0gKGhvdyA9ICdjb21wbGV0ZWQnKTogU3RyZWFtRXZlbnQgPT4gKHsga2luZDogJ2VuZCcsIGhvdyB9KVxuY29uc3QgaGlzdG9yeSA9ICguLi5yb3dzOiBGaWVsZHNbXSk6IFN0cmVhbUV2ZW50ID0+ICh7IGtpbmQ6ICdoaXN0b3J5Jywgcm93cyB9KVxuY29uc3Qgcm93ID0gKGlkOiBzdHJpbmcsIHF1ZXJ5OiBzdHJpbmcsIGFuc3dlcjogc3RyaW5nLCBzdGF0dXM/OiBzdHJpbmcpOiBGaWVsZHMgPT4gKHsgaWQsIHF1ZXJ5LCBhbnN3ZXIsIHN0YXR1cywgZXh0cmFJbmZvOiBudWxsIH0pXG5cbi8qKiBBIHNlcnZlciB0aGF0IGFuc3dlcnMgZWFjaCBjYWxsIHdpdGggdGhlIG5leHQgc2NyaXB0LiAqL1xuY2xhc3MgRmFrZUFwaSBpbXBsZW1lbnRzIENoYXRBcGkge1xuICBjYWxsczogc3RyaW5nW10gPSBbXVxuICBzY3JpcHRzOiBTY3JpcHRbXSA9IFtdXG4gIGNyZWF0ZUVycm9yOiBFcnJvciB8IHVuZGVmaW5lZFxuICBzdG9wcyA9IDBcbiAgb25TdG9wOiAoKSA9PiB2b2lkID0gKCkgPT4gdW5kZWZpbmVkXG5cbiAgY3JlYXRlKCk6IFByb21pc2U8Q29udmVyc2F0aW9uUmVmPiB7XG4gICAgdGhpcy5jYWxscy5wdXNoKCdjcmVhdGUnKVxuICAgIHJldHVybiB0aGlzLmNyZWF0ZUVycm9yID8gUHJvbWlzZS5yZWplY3QodGhpcy5jcmVhdGVFcnJvcikgOiBQcm9taXNlLnJlc29sdmUoUkVGKVxuICB9XG5cbiAgYXNrKF86IENvbnZlcnNhdGlvblJlZiwgcXVlc3Rpb246IHN0cmluZywgYXR0ZW1wdDogc3RyaW5nLCBzaWduYWw6IEFib3J0U2lnbmFsKTogQXN5bmNJdGVyYWJsZTxTdHJlYW1FdmVudD4ge1xuICAgIHRoaXMuY2FsbHMucHVzaChgYXNrICR7cXVlc3Rpb259ICR7YXR0ZW1wdH1gKVxuICAgIHJldHVybiB0aGlzLiNwbGF5KHNpZ25hbClcbiAgfVxuXG4gIHJlc3VtZShfOiBDb252ZXJzYXRpb25SZWYsIGxhc3RFdmVudElkOiBzdHJpbmcsIHNpZ25hbDogQWJvcnRTaWduYWwpOiBBc3luY0l0ZXJhYmxlPFN0cmVhbUV2ZW50PiB7XG4gICAgdGhpcy5jYWxscy5wdXNoKGByZXN1bWUgJHtsYXN0RXZlbnRJZH1gLnRyaW0oKSlcbiAgICByZXR1cm4gdGhpcy4jcGxheShzaWduYWwpXG4gIH1cblxuICBzdG9wKCk6IFByb21pc2U8dm9pZD4ge1xuICAgIHRoaXMuc3RvcHMrK1xuICAgIHRoaXMub25TdG9wKClcbiAgICByZXR1cm4gUHJvbWlzZS5yZXNvbHZlKClcbiAgfVxuXG4gIGFzeW5jICojcGxheShzaWduYWw6IEFib3J0U2lnbmFsKTogQXN5bmNHZW5lcmF0b3I8U3RyZWFtRXZlbnQ+IHtcbiAgICBmb3IgKGNvbnN0IHN0ZXAgb2YgdGhpcy5zY3JpcHRzLnNoaWZ0KCkgPz8gW25ldyBDb25uZWN0aW9uTG9zdCgnbm90aGluZyBzY3JpcHRlZCcpXSkge1xuICAgICAgYXdhaXQgdGljaygpXG4gICAgICBzaWduYWwudGhyb3dJZkFib3J0ZWQoKVxuICAgICAgaWYgKHN0ZXAgPT09ICdoYW5nJykgYXdhaXQgbmV3IFByb21pc2UoKF8sIHJlamVjdCkgPT4gc2lnbmFsLmFkZEV2ZW50TGlzdGVuZXIoJ2Fib3J0JywgKCkgPT4gcmVqZWN0KHNpZ25hbC5yZWFzb24gYXMgRXJyb3IpKSlcbiAgICAgIGVsc2UgaWYgKHN0ZXAgaW5zdGFuY2VvZiBFcnJvcikgdGhyb3cgc3RlcFxuICAgICAgZWxzZSB5aWVsZCBzdGVwXG4gICAgfVxuICB9XG59XG5cbmNsYXNzIEZha2VTdG9yZSBpbXBsZW1lbnRzIENvbnZlcnNhdGlvblN0b3JlIHtcbiAgY29uc3RydWN0b3IocHVibGljIHNhdmVkPzogU2F2ZWRDb252ZXJzYXRpb24pIHt9XG4gIGxvYWQoKSB7XG4gICAgcmV0dXJuIHRoaXMuc2F2ZWRcbiAgfVxuICBzYXZlKGNvbnZlcnNhdGlvbjogU2F2ZWRDb252ZXJzYXRpb24pIHtcbiAgICB0aGlzLnNhdmVkID0gY29udmVyc2F0aW9uXG4gIH1cbiAgY2xlYXIoKSB7XG4gICAgdGhpcy5zYXZlZCA9IHVuZGVmaW5lZFxuICB9XG59XG5cbmNvbnN0IHRpY2sgPSAoKSA9PiBuZXcgUHJvbWlzZSgocmVzb2x2ZSkgPT4gc2V0SW1tZWRpYXRlKHJlc29sdmUpKVxuXG5mdW5jdGlvbiBzZXQoc2NyaXB0czogU2NyaXB0W10sIHNhdmVkPzogU2F2ZWRDb252ZXJzYXRpb24pIHtcbiAgY29uc3QgYXBpID0gbmV3IEZha2VBcGkoKVxuICBhcGkuc2NyaXB0cyA9IHNjcmlwdHNcbiAgY29uc3Qgc3RvcmUgPSBuZXcgRmFrZVN0b3JlKHNhdmVkKVxuICBjb25zdCB3YWl0czogbnVtYmVyW10gPSBbXVxuICBsZXQgbG9zdFNlZW4gPSBmYWxzZVxuICBjb25zdCBjb252ZXJzYXRpb246IENvbnZlcnNhdGlvbiA9IG5ldyBDb252ZXJzYXRpb24oe1xuICAgIGFwaSxcbiAgICBzdG9yZSxcbiAgICB3YWl0OiAoYXR0ZW1wdCkgPT4gKHdhaXRzLnB1c2goYXR0ZW1wdCksIHRpY2soKS50aGVuKCgpID0+IHVuZGVmaW5lZCkpLFxuICAgIGNoYW5nZWQ6ICgpID0+IChsb3N0U2VlbiB8fD0gY29udmVyc2F0aW9uPy5sb3N0KSxcbiAgfSlcbiAgY29uc3Qgc2V0dGxlZCA9IGFzeW5jICgpID0+IHtcbiAgICBmb3IgKGxldCBhdCA9IDA7IGF0IDwgMjAwICYmIGNvbnZlcnNhdGlvbi5waGFzZSAhPT0gJ2lkbGUnOyBhdCsrKSBhd2FpdCB0aWNrKClcbiAgICBhc3NlcnQuZXF1YWwoY29udmVyc2F0aW9uLnBoYXNlLCAnaWRsZScpXG4gIH1cbiAgY29uc3QgdW50aWwgPSBhc3luYyAoY29uZGl0aW9uOiAoKSA9PiBib29sZWFuKSA9PiB7XG4gICAgZm9yIChsZXQgYXQgPSAwOyBhdCA8IDIwMCAmJiAhY29uZGl0aW9uKCk7IGF0KyspIGF3YWl0IHRpY2soKVxuICAgIGFzc2VydC5vayhjb25kaXRpb24oKSlcbiAgfVxuICBjb25zdCBzaG93biA9ICgpID0+IGNvbnZlcnNhdGlvbi50dXJucy5tYXAoKHsgcXVlc3Rpb24sIGFuc3dlciwgc3RhdHVzIH0pID0+IGAke3F1ZXN0aW9ufSA+ICR7YW5zd2VyfSAoJHtzdGF0dXN9KWApXG4gIHJldHVybiB7IGFwaSwgc3RvcmUsIHdhaXRzLCBjb252ZXJzYXRpb24sIHNldHRsZWQsIHVudGlsLCBzaG93biwgd2FzTG9zdDogKCkgPT4gbG9zdFNlZW4gfVxufVxuXG5jb25zdCBBVFRFTVBUID0gL15bMC05YS1mXXszMn0kL1xuXG5kZXNjcmliZSgnYXNraW5nJywgKCkgPT4ge1xuICB0ZXN0KCdtYWtlcyBhIGNvbnZlcnNhdGlvbiwgc2hvd3MgdGhlIGFuc3dlciBhcyBpdCBjb21lcywgYW5kIGtlZXBzIHRoZSBjb252ZXJzYXRpb24nLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIHN0b3JlLCBjb252ZXJzYXRpb24sIHNldHRsZWQsIHNob3duIH0gPSBzZXQoW1tiZWd1biwgZnJhbWUoJzEtMScsIHsgdHlwZTogJ2tiJywga2JSZWZlcmVuY2VzOiBbeyBpZDogJ2snLCB0eXBlOiAnVVJMJywgZGF0YTogJ2h0dHBzOi8vYS5leGFtcGxlLycgfV0gfSksIHRleHQoJzEtMicsICdIZWwnKSwgZnJhbWUoJycsIHsgdHlwZTogJ2hlYXJ0YmVhdCcsIG1lc3NhZ2VUeXBlOiAnRVZFTlQnLCBtZXNzYWdlOiAnIScgfSksIHRleHQoJzEtMycsICdsbycpLCBsYXN0LCB0ZXh0KCcxLTknLCAnbGF0ZScpXV0pXG4gICAgY29udmVyc2F0aW9uLmFzaygnSGknKVxuICAgIGFzc2VydC5lcXVhbChzdG9yZS5zYXZlZCwgdW5kZWZpbmVkKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoc2hvd24oKSwgWydIaSA+IEhlbGxvIChkb25lKSddKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoY29udmVyc2F0aW9uLnR1cm5zWzBdPy5zb3VyY2VzLCBbeyBudW1iZXI6IDEsIHRpdGxlOiAnYS5leGFtcGxlJywgdXJsOiAnaHR0cHM6Ly9hLmV4YW1wbGUvJywgcGFnZTogJycgfV0pXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChzdG9yZS5zYXZlZCwgUkVGKVxuICAgIGFzc2VydC5lcXVhbChhcGkuY2FsbHNbMF0sICdjcmVhdGUnKVxuICAgIGFzc2VydC5tYXRjaChhcGkuY2FsbHNbMV0/LnNwbGl0KCcgJylbMl0gPz8gJycsIEFUVEVNUFQpXG4gIH0pXG5cbiAgdGVzdCgnb25lIHF1ZXN0aW9uIGF0IGEgdGltZScsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGFwaSwgY29udmVyc2F0aW9uLCBzZXR0bGVkIH0gPSBzZXQoW1tiZWd1biwgdGV4dCgnMS0xJywgJ2EnKSwgbGFzdF1dKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ29uZScpXG4gICAgY29udmVyc2F0aW9uLmFzaygndHdvJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZXF1YWwoYXBpLmNhbGxzLmZpbHRlcigoY2FsbCkgPT4gY2FsbC5zdGFydHNXaXRoKCdhc2snKSkubGVuZ3RoLCAxKVxuICB9KVxuXG4gIHRlc3QoJ3JlbWVtYmVycyB0aGUgcXVlc3Rpb24gd2hpbGUgaXQgaXMgYW5zd2VyZWQnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBzdG9yZSwgY29udmVyc2F0aW9uLCB1bnRpbCB9ID0gc2V0KFtbYmVndW4sIHRleHQoJzEtMScsICdhJyksICdoYW5nJ11dKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ29uZScpXG4gICAgYXdhaXQgdW50aWwoKCkgPT4gY29udmVyc2F0aW9uLnR1cm5zWzBdPy5zdGF0dXMgPT09ICdzdHJlYW1pbmcnKVxuICAgIGFzc2VydC5lcXVhbChzdG9yZS5zYXZlZD8ucGVuZGluZz8ucXVlc3Rpb24sICdvbmUnKVxuICAgIGNvbnZlcnNhdGlvbi5kZXN0cm95KClcbiAgfSlcbn0pXG5cbmRlc2NyaWJlKCd3aGF0IGdvZXMgd3JvbmcnLCAoKSA9PiB7XG4gIHRlc3QoJ2EgbWVzc2FnZSB0aGF0IHdhcyBub3Qgc2VudCBpcyBzZW50IGFnYWluIGFzIHRoZSBzYW1lIG1lc3NhZ2UnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbW25ldyBUeXBlRXJyb3IoJ0ZhaWxlZCB0byBmZXRjaCcpXSwgW2JlZ3VuLCB0ZXh0KCcxLTEnLCAnYScpLCBsYXN0XV0pXG4gICAgY29udmVyc2F0aW9uLmFzaygnb25lJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHNob3duKCksIFsnb25lID4gIChmYWlsZWQpJ10pXG4gICAgYXNzZXJ0LmVxdWFsKGNvbnZlcnNhdGlvbi50dXJuc1swXT8ucHJvYmxlbT8ua2luZCwgJ25ldHdvcmsnKVxuICAgIGNvbnZlcnNhdGlvbi5yZXRyeShjb252ZXJzYXRpb24udHVybnNbMF0hKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoc2hvd24oKSwgWydvbmUgPiBhIChkb25lKSddKVxuICAgIGNvbnN0IGF0dGVtcHRzID0gYXBpLmNhbGxzLmZpbHRlcigoY2FsbCkgPT4gY2FsbC5zdGFydHNXaXRoKCdhc2snKSkubWFwKChjYWxsKSA9PiBjYWxsLnNwbGl0KCcgJylbMl0pXG4gICAgYXNzZXJ0LmVxdWFsKGF0dGVtcHRzWzBdLCBhdHRlbXB0c1sxXSlcbiAgfSlcblxuICB0ZXN0KCdhbiBhbnN3ZXIgdGhhdCBmYWlsZWQgaXMgYXNrZWQgZm9yIGFuZXcnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCB9ID0gc2V0KFtbYmVndW4sIGZyYW1lKCcxLTEnLCB7IHR5cGU6ICdlcnJvcicsIGVycm9yOiAnVG9vIHNsb3cuJywgbGFzdDogdHJ1ZSB9KV0sIFtiZWd1biwgbGFzdF1dKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ29uZScpXG4gICAgYXdhaXQgc2V0dGxlZCgpXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChjb252ZXJzYXRpb24udHVybnNbMF0/LnByb2JsZW0sIHsga2luZDogJ3NlcnZlcicsIHRleHQ6ICdUb28gc2xvdy4nLCBjb2RlOiAnJyB9KVxuICAgIGNvbnZlcnNhdGlvbi5yZXRyeShjb252ZXJzYXRpb24udHVybnNbMF0hKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGNvbnN0IGF0dGVtcHRzID0gYXBpLmNhbGxzLmZpbHRlcigoY2FsbCkgPT4gY2FsbC5zdGFydHNXaXRoKCdhc2snKSkubWFwKChjYWxsKSA9PiBjYWxsLnNwbGl0KCcgJylbMl0pXG4gICAgYXNzZXJ0Lm5vdEVxdWFsKGF0dGVtcHRzWzBdLCBhdHRlbXB0c1sxXSlcbiAgfSlcblxuICB0ZXN0KCdubyBjb252ZXJzYXRpb24gY2FuIGJlIG1hZGUnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbXSlcbiAgICBhcGkuY3JlYXRlRXJyb3IgPSBuZXcgUmVmdXNhbCgnUkFURV9MSU1JVEVEJywgNDI5LCAnU2xvdyBkb3duLicpXG4gICAgY29udmVyc2F0aW9uLmFzaygnb25lJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHNob3duKCksIFsnb25lID4gIChmYWlsZWQpJ10pXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChjb252ZXJzYXRpb24udHVybnNbMF0/LnByb2JsZW0sIHsga2luZDogJ3JhdGUnLCB0ZXh0OiAnU2xvdyBkb3duLicsIGNvZGU6ICdSQVRFX0xJTUlURUQnIH0pXG4gICAgYXNzZXJ0LmVxdWFsKGNvbnZlcnNhdGlvbi5ibG9jaywgdW5kZWZpbmVkKVxuICB9KVxuXG4gIHRlc3QoJ3RoZSBtZXNzYWdlIGxpbWl0IGVuZHMgdGhlIGNvbnZlcnNhdGlvbiwgYSBuZXcgb25lIGJlZ2lucycsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGFwaSwgc3RvcmUsIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbW2JlZ3VuLCBmcmFtZSgnJywgeyB0eXBlOiAnZXJyb3InLCByZWFzb246ICdNRVNTQUdFX0xJTUlUJywgZXJyb3I6ICdFbm91Z2guJywgbWVzc2FnZTogJ0Vub3VnaC4nLCBsYXN0OiB0cnVlIH0pXSwgW2JlZ3VuLCB0ZXh0KCcxLTEnLCAnYScpLCBsYXN0XV0pXG4gICAgY29udmVyc2F0aW9uLmFzaygnb25lJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKGNvbnZlcnNhdGlvbi5ibG9jaywgeyBraW5kOiAnbGltaXQnLCB0ZXh0OiAnRW5vdWdoLicsIGNvZGU6ICdNRVNTQUdFX0xJTUlUJyB9KVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ3R3bycpXG4gICAgYXNzZXJ0LmVxdWFsKGNvbnZlcnNhdGlvbi50dXJucy5sZW5ndGgsIDEpXG4gICAgY29udmVyc2F0aW9uLnJlc2V0KClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKFtjb252ZXJzYXRpb24udHVybnMsIGNvbnZlcnNhdGlvbi5ibG9jaywgc3RvcmUuc2F2ZWRdLCBbW10sIHVuZGVmaW5lZCwgdW5kZWZpbmVkXSlcbiAgICBjb252ZXJzYXRpb24uYXNrKCd0d28nKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoc2hvd24oKSwgWyd0d28gPiBhIChkb25lKSddKVxuICAgIGFzc2VydC5lcXVhbChhcGkuY2FsbHMuZmlsdGVyKChjYWxsKSA9PiBjYWxsID09PSAnY3JlYXRlJykubGVuZ3RoLCAyKVxuICB9KVxuXG4gIHRlc3QoJ2Ega2V5IHRoYXQgaXMgcmVmdXNlZCBpcyByZXBvcnRlZCB0byB0aGUgY29uc29sZSBvbmx5JywgYXN5bmMgKGNvbnRleHQpID0+IHtcbiAgICBjb25zdCB3YXJuID0gY29udGV4dC5tb2NrLm1ldGhvZChjb25zb2xlLCAnd2FybicsICgpID0+IHVuZGVmaW5lZClcbiAgICBjb25zdCB7IGNvbnZlcnNhdGlvbiwgc2V0dGxlZCB9ID0gc2V0KFtbbmV3IFJlZnVzYWwoJ0tFWV9ESVNBQkxFRCcsIDQwMywgJ1RoaXMga2V5IGlzIGRpc2FibGVkLicpXV0pXG4gICAgY29udmVyc2F0aW9uLmFzaygnb25lJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZXF1YWwoY29udmVyc2F0aW9uLnR1cm5zWzBdPy5wcm9ibGVtPy5raW5kLCAna2V5JylcbiAgICBhc3NlcnQubWF0Y2goU3RyaW5nKHdhcm4ubW9jay5jYWxsc1swXT8uYXJndW1lbnRzWzBdKSwgL0tFWV9ESVNBQkxFRC8pXG4gIH0pXG59KVxuXG5kZXNjcmliZSgnYSBsb3N0IGNvbm5lY3Rpb24nLCAoKSA9PiB7XG4gIHRlc3QoJ3RoZSBhbnN3ZXIgZ29lcyBvbiBhZnRlciB0aGUgZnJhbWUgdGhhdCB3YXMgbGFzdCBzZWVuJywgYXN5bmMgKCkgPT4ge1xuICAgIGNvbnN0IHsgYXBpLCB3YWl0cywgY29udmVyc2F0aW9uLCBzZXR0bGVkLCBzaG93biwgd2FzTG9zdCB9ID0gc2V0KFtcbiAgICAgIFtiZWd1biwgdGV4dCgnMS0xJywgJ29uZSAnKSwgdGV4dCgnMS0yJywgJ3R3byAnKSwgbmV3IENvbm5lY3Rpb25Mb3N0KCdjdXQnKV0sXG4gICAgICBbbmV3IFR5cGVFcnJvcignc3RpbGwgYXdheScpXSxcbiAgICAgIFtoaXN0b3J5KHJvdygncV8xJywgJ0hpJywgJ29uZSB0d28gJykpLCB0ZXh0KCcxLTMnLCAndGhyZWUnKSwgZW5kKCldLFxuICAgIF0pXG4gICAgY29udmVyc2F0aW9uLmFzaygnSGknKVxuICAgIGNvbnN0IFt0dXJuXSA9IGNvbnZlcnNhdGlvbi50dXJuc1xuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoc2hvd24oKSwgWydIaSA+IG9uZSB0d28gdGhyZWUgKGRvbmUpJ10pXG4gICAgYXNzZXJ0LmVxdWFsKGNvbnZlcnNhdGlvbi50dXJuc1swXSwgdHVybilcbiAgICBhc3NlcnQuZGVlcEVxdWFsKGFwaS5jYWxscy5zbGljZSgyKSwgWydyZXN1bWUgMS0yJywgJ3Jlc3VtZSAxLTInXSlcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHdhaXRzLCBbMCwgMV0pXG4gICAgYXNzZXJ0Lm9rKHdhc0xvc3QoKSAmJiAhY29udmVyc2F0aW9uLmxvc3QpXG4gIH0pXG5cbiAgdGVzdCgnYmVmb3JlIHRoZSBmaXJzdCBmcmFtZTogdGhlIGFuc3dlciBpcyBmb3VuZCBieSBpdHMgcXVlc3Rpb24nLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbW2JlZ3VuLCBuZXcgQ29ubmVjdGlvbkxvc3QoJ2N1dCcpXSwgW2hpc3Rvcnkocm93KCdxXzEnLCAnSGknLCAnYWxsIG9mIGl0JywgJ0RPTkUnKSksIGVuZCgpXV0pXG4gICAgY29udmVyc2F0aW9uLmFzaygnSGknKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoc2hvd24oKSwgWydIaSA+IGFsbCBvZiBpdCAoZG9uZSknXSlcbiAgICBhc3NlcnQuZXF1YWwoYXBpLmNhbGxzLmF0KC0xKSwgJ3Jlc3VtZScpXG4gIH0pXG5cbiAgdGVzdCgnZnJhbWVzIHRoYXQgYXJlIHNlbnQgYWdhaW4gZnJvbSB0aGUgZmlyc3Qgb25lIHJlcGxhY2Ugd2hhdCBpcyB0aGVyZScsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbW2JlZ3VuLCB0ZXh0KCcnLCAncGFyJyksIG5ldyBDb25uZWN0aW9uTG9zdCgnY3V0JyldLCBbaGlzdG9yeShyb3coJ3FfMCcsICdPbGQnLCAneCcsICdET05FJykpLCB0ZXh0KCcxLTEnLCAncGFydCcpLCB0ZXh0KCcxLTInLCAnbHknKSwgZW5kKCldXSlcbiAgICBjb252ZXJzYXRpb24uYXNrKCdIaScpXG4gICAgYXdhaXQgc2V0dGxlZCgpXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChzaG93bigpLCBbJ09sZCA+IHggKGRvbmUpJywgJ0hpID4gcGFydGx5IChkb25lKSddKVxuICB9KVxuXG4gIHRlc3QoJ2Egc3RyZWFtIHRoYXQgZW5kcyB3aXRob3V0IGFuIGVuZCBpcyB0YWtlbiB1cCBhZ2FpbicsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbW2JlZ3VuLCB0ZXh0KCcxLTEnLCAnYScpXSwgW2hpc3Rvcnkocm93KCdxXzEnLCAnSGknLCAnYScpKSwgdGV4dCgnMS0yJywgJ2InKSwgbGFzdF1dKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ0hpJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHNob3duKCksIFsnSGkgPiBhYiAoZG9uZSknXSlcbiAgfSlcblxuICB0ZXN0KCdhZ2FpbiBhbmQgYWdhaW4nLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyB3YWl0cywgY29udmVyc2F0aW9uLCBzZXR0bGVkLCBzaG93biB9ID0gc2V0KFtcbiAgICAgIFtiZWd1biwgdGV4dCgnMS0xJywgJ2EnKSwgbmV3IENvbm5lY3Rpb25Mb3N0KCdjdXQnKV0sXG4gICAgICBbaGlzdG9yeShyb3coJ3FfMScsICdIaScsICdhJykpLCB0ZXh0KCcxLTInLCAnYicpLCBuZXcgQ29ubmVjdGlvbkxvc3QoJ2N1dCcpXSxcbiAgICAgIFtoaXN0b3J5KHJvdygncV8xJywgJ0hpJywgJ2FiJykpLCBuZXcgQ29ubmVjdGlvbkxvc3QoJ2N1dCcpXSxcbiAgICAgIFtuZXcgUmVmdXNhbCgnJywgNTAzLCAnJyldLFxuICAgICAgW2hpc3Rvcnkocm93KCdxXzEnLCAnSGknLCAnYWJjJywgJ0RPTkUnKSksIGVuZCgpXSxcbiAgICBdKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ0hpJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHNob3duKCksIFsnSGkgPiBhYmMgKGRvbmUpJ10pXG4gICAgYXNzZXJ0LmRlZXBFcXVhbCh3YWl0cywgWzAsIDAsIDEsIDJdKVxuICB9KVxuXG4gIHRlc3QoJ3RoZSBzZXJ2ZXIgc3RvcHBlZCBvciBmYWlsZWQgaW4gYmV0d2VlbicsIGFzeW5jICgpID0+IHtcbiAgICBmb3IgKGNvbnN0IFtob3csIHN0YXR1c10gb2YgW1snc3RvcHBlZCcsICdzdG9wcGVkJ10sIFsnZXJyb3InLCAnZmFpbGVkJ11dIGFzIGNvbnN0KSB7XG4gICAgICBjb25zdCB7IGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbW2JlZ3VuLCB0ZXh0KCcxLTEnLCAnYScpLCBuZXcgQ29ubmVjdGlvbkxvc3QoJ2N1dCcpXSwgW2hpc3Rvcnkocm93KCdxXzEnLCAnSGknLCAnYScpKSwgZW5kKGhvdyldXSlcbiAgICAgIGNvbnZlcnNhdGlvbi5hc2soJ0hpJylcbiAgICAgIGF3YWl0IHNldHRsZWQoKVxuICAgICAgYXNzZXJ0LmRlZXBFcXVhbChzaG93bigpLCBbYEhpID4gYSAoJHtzdGF0dXN9KWBdKVxuICAgIH1cbiAgfSlcblxuICB0ZXN0KCd0aGUgcXVlc3Rpb24gbmV2ZXIgYXJyaXZlZCcsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGNvbnZlcnNhdGlvbiwgc2V0dGxlZCB9ID0gc2V0KFtbYmVndW4sIG5ldyBDb25uZWN0aW9uTG9zdCgnY3V0JyldLCBbaGlzdG9yeSgpLCBlbmQoKV1dKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ0hpJylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZXF1YWwoY29udmVyc2F0aW9uLnR1cm5zWzBdPy5wcm9ibGVtPy5raW5kLCAnbmV0d29yaycpXG4gIH0pXG5cbiAgdGVzdCgndGhlIGNvbnZlcnNhdGlvbiBpcyBnb25lJywgYXN5bmMgKCkgPT4ge1xuICAgIGNvbnN0IHsgY29udmVyc2F0aW9uLCBzZXR0bGVkIH0gPSBzZXQoW1tiZWd1biwgdGV4dCgnMS0xJywgJ2EnKSwgbmV3IENvbm5lY3Rpb25Mb3N0KCdjdXQnKV0sIFtuZXcgUmVmdXNhbCgnJywgNDA0LCAnJyldXSlcbiAgICBjb252ZXJzYXRpb24uYXNrKCdIaScpXG4gICAgYXdhaXQgc2V0dGxlZCgpXG4gICAgYXNzZXJ0LmVxdWFsKGNvbnZlcnNhdGlvbi5ibG9jaz8ua2luZCwgJ2dvbmUnKVxuICB9KVxufSlcblxuZGVzY3JpYmUoJ2NvbWluZyBiYWNrJywgKCkgPT4ge1xuICBjb25zdCB3b3JrcyA9IFByb21pc2UucmVzb2x2ZSgpXG5cbiAgdGVzdCgnc2hvd3MgdGhlIGZpbmlzaGVkIGNvbnZlcnNhdGlvbicsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgc2hvd24gfSA9IHNldChbW2hpc3Rvcnkocm93KCdxXzEnLCAnYScsICdiJywgJ0RPTkUnKSwgcm93KCdxXzInLCAnYycsICdkJywgJ1NUT1BQRUQnKSwgcm93KCdxXzMnLCAnZScsICdmJywgJ0lOVEVSUlVQVEVEJyksIHJvdygncV80JywgJ2cnLCAnJywgJ0ZBSUxFRCcpLCByb3coJ3FfNScsICdoJywgJ2knKSksIGVuZCgpXV0sIFJFRilcbiAgICBjb25zdCByZXN0b3JlZCA9IGNvbnZlcnNhdGlvbi5yZXN0b3JlKHdvcmtzKVxuICAgIGFzc2VydC5lcXVhbChjb252ZXJzYXRpb24ucGhhc2UsICdyZXN0b3JpbmcnKVxuICAgIGF3YWl0IHJlc3RvcmVkXG4gICAgYXdhaXQgc2V0dGxlZCgpXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChzaG93bigpLCBbJ2EgPiBiIChkb25lKScsICdjID4gZCAoc3RvcHBlZCknLCAnZSA+IGYgKGludGVycnVwdGVkKScsICdnID4gIChmYWlsZWQpJywgJ2ggPiBpIChkb25lKSddKVxuICB9KVxuXG4gIHRlc3QoJ2dvZXMgb24gd2l0aCBhIHJ1bm5pbmcgYW5zd2VyLCB3aG9zZSBxdWVzdGlvbiBvbmx5IHRoaXMgYnJvd3NlciBrbm93cycsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgdW50aWwsIHNob3duLCBzdG9yZSB9ID0gc2V0KFxuICAgICAgW1toaXN0b3J5KHJvdygncV8wJywgJ2EnLCAnYicsICdET05FJykpLCB0ZXh0KCcyLTEnLCAncnVuJyksIHRleHQoJzItMicsICduaW5nJyksIGxhc3RdXSxcbiAgICAgIHsgLi4uUkVGLCBwZW5kaW5nOiB7IHF1ZXN0aW9uOiAnc2xvdz8nLCBhdHRlbXB0OiAneCcgfSB9LFxuICAgIClcbiAgICB2b2lkIGNvbnZlcnNhdGlvbi5yZXN0b3JlKHdvcmtzKVxuICAgIGF3YWl0IHVudGlsKCgpID0+IGNvbnZlcnNhdGlvbi5waGFzZSA9PT0gJ2Fuc3dlcmluZycpXG4gICAgYXdhaXQgc2V0dGxlZCgpXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChzaG93bigpLCBbJ2EgPiBiIChkb25lKScsICdzbG93PyA+IHJ1bm5pbmcgKGRvbmUpJ10pXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChzdG9yZS5zYXZlZCwgUkVGKVxuICB9KVxuXG4gIHRlc3QoJ29mZmVycyB0byBzZW5kIHdoYXQgbmV2ZXIgYXJyaXZlZCwgYXMgdGhlIHNhbWUgbWVzc2FnZScsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCB7IGFwaSwgY29udmVyc2F0aW9uLCBzZXR0bGVkLCBzaG93biB9ID0gc2V0KFtbaGlzdG9yeSgpLCBlbmQoKV0sIFtiZWd1biwgdGV4dCgnMS0xJywgJ2EnKSwgbGFzdF1dLCB7IC4uLlJFRiwgcGVuZGluZzogeyBxdWVzdGlvbjogJ0hpJywgYXR0ZW1wdDogJ3gnIH0gfSlcbiAgICBhd2FpdCBjb252ZXJzYXRpb24ucmVzdG9yZSh3b3JrcylcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHNob3duKCksIFsnSGkgPiAgKGZhaWxlZCknXSlcbiAgICBjb252ZXJzYXRpb24ucmV0cnkoY29udmVyc2F0aW9uLnR1cm5zWzBdISlcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZXF1YWwoYXBpLmNhbGxzLmF0KC0xKSwgJ2FzayBIaSB4JylcbiAgfSlcblxuICB0ZXN0KCdmb3JnZXRzIGEgY29udmVyc2F0aW9uIHRoYXQgaXMgZ29uZSBpZiB0aGUga2V5IHdvcmtzLCBhbmQgb25seSB0aGVuJywgYXN5bmMgKCkgPT4ge1xuICAgIGNvbnN0IGdvbmUgPSBzZXQoW1tuZXcgUmVmdXNhbCgnJywgNDA0LCAnJyldXSwgUkVGKVxuICAgIGF3YWl0IGdvbmUuY29udmVyc2F0aW9uLnJlc3RvcmUod29ya3MpXG4gICAgYXNzZXJ0LmVxdWFsKGdvbmUuc3RvcmUuc2F2ZWQsIHVuZGVmaW5lZClcbiAgICBhc3NlcnQuZXF1YWwoZ29uZS5jb252ZXJzYXRpb24ucGhhc2UsICdpZGxlJylcblxuICAgIGNvbnN0IHJlZnVzZWQgPSBzZXQoW1tuZXcgUmVmdXNhbCgnJywgNDA0LCAnJyldXSwgUkVGKVxuICAgIGNvbnN0IHJlZnVzYWwgPSBQcm9taXNlLnJlamVjdChuZXcgRXJyb3IoJ3JlZnVzZWQnKSlcbiAgICByZWZ1c2FsLmNhdGNoKCgpID0+IHVuZGVmaW5lZClcbiAgICBhd2FpdCBhc3NlcnQucmVqZWN0cyhyZWZ1c2VkLmNvbnZlcnNhdGlvbi5yZXN0b3JlKHJlZnVzYWwpKVxuICAgIGFzc2VydC5kZWVwRXF1YWwocmVmdXNlZC5zdG9yZS5zYXZlZCwgUkVGKVxuICB9KVxuXG4gIHRlc3QoJ3RyaWVzIHVudGlsIHRoZSBzZXJ2ZXIgaXMgdGhlcmUnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyB3YWl0cywgY29udmVyc2F0aW9uLCBzZXR0bGVkLCBzaG93biB9ID0gc2V0KFtbbmV3IFR5cGVFcnJvcignYXdheScpXSwgW25ldyBUeXBlRXJyb3IoJ2F3YXknKV0sIFtoaXN0b3J5KHJvdygncV8xJywgJ2EnLCAnYicpKSwgZW5kKCldXSwgUkVGKVxuICAgIGF3YWl0IGNvbnZlcnNhdGlvbi5yZXN0b3JlKHdvcmtzKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoc2hvd24oKSwgWydhID4gYiAoZG9uZSknXSlcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHdhaXRzLCBbMCwgMV0pXG4gIH0pXG59KVxuXG5kZXNjcmliZSgnc3RvcHBpbmcnLCAoKSA9PiB7XG4gIHRlc3QoJ3Nob3dzIGF0IG9uY2UsIHRlbGxzIHRoZSBzZXJ2ZXIsIGFuZCB0YWtlcyBubyBtb3JlIHRleHQnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgdW50aWwsIHNob3duIH0gPSBzZXQoW1tiZWd1biwgdGV4dCgnMS0xJywgJ2EnKSwgJ2hhbmcnXV0pXG4gICAgY29udmVyc2F0aW9uLmFzaygnSGknKVxuICAgIGF3YWl0IHVudGlsKCgpID0+IGNvbnZlcnNhdGlvbi50dXJuc1swXT8uYW5zd2VyID09PSAnYScpXG4gICAgY29udmVyc2F0aW9uLnN0b3AoKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoc2hvd24oKSwgWydIaSA+IGEgKHN0b3BwZWQpJ10pXG4gICAgYXNzZXJ0LmVxdWFsKGFwaS5zdG9wcywgMSlcbiAgICBhc3NlcnQuZXF1YWwoY29udmVyc2F0aW9uLnBoYXNlLCAnc3RvcHBpbmcnKVxuICAgIGNvbnZlcnNhdGlvbi5yZXNldCgpXG4gICAgYXdhaXQgc2V0dGxlZCgpXG4gIH0pXG5cbiAgdGVzdCgnZW5kcyB3aXRoIHRoZSBzdHJlYW0nLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCwgdW50aWwsIHNob3duIH0gPSBzZXQoW1tiZWd1biwgdGV4dCgnMS0xJywgJ2EnKSwgdGV4dCgnMS0yJywgJ2InKSwgdGV4dCgnMS0zJywgJ2MnKSwgbGFzdF1dKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ0hpJylcbiAgICBhd2FpdCB1bnRpbCgoKSA9PiBjb252ZXJzYXRpb24udHVybnNbMF0/LmFuc3dlciA9PT0gJ2EnKVxuICAgIGNvbnZlcnNhdGlvbi5zdG9wKClcbiAgICBhd2FpdCBzZXR0bGVkKClcbiAgICBhc3NlcnQuZGVlcEVxdWFsKHNob3duKCksIFsnSGkgPiBhIChzdG9wcGVkKSddKVxuICAgIGFzc2VydC5lcXVhbChhcGkuc3RvcHMsIDEpXG4gIH0pXG5cbiAgdGVzdCgnd2FpdHMgZm9yIHRoZSBxdWVzdGlvbiB0byBhcnJpdmUsIG9yIHRoZSBzZXJ2ZXIgd291bGQgbm90IGtub3cgd2hhdCB0byBzdG9wJywgYXN5bmMgKCkgPT4ge1xuICAgIGNvbnN0IHsgYXBpLCBjb252ZXJzYXRpb24sIHNldHRsZWQsIHVudGlsIH0gPSBzZXQoW1tiZWd1biwgbGFzdF1dKVxuICAgIGNvbnZlcnNhdGlvbi5hc2soJ0hpJylcbiAgICBhd2FpdCB1bnRpbCgoKSA9PiBhcGkuY2FsbHMubGVuZ3RoID09PSAyKVxuICAgIGNvbnZlcnNhdGlvbi5zdG9wKClcbiAgICBhc3NlcnQuZXF1YWwoYXBpLnN0b3BzLCAwKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGFzc2VydC5lcXVhbChhcGkuc3RvcHMsIDEpXG4gIH0pXG5cbiAgdGVzdCgnYmVmb3JlIHRoZXJlIGlzIGEgY29udmVyc2F0aW9uOiBub3RoaW5nIGlzIHNlbnQnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgc2V0dGxlZCB9ID0gc2V0KFtbYmVndW4sIGxhc3RdXSlcbiAgICBjb252ZXJzYXRpb24uYXNrKCdIaScpXG4gICAgY29udmVyc2F0aW9uLnN0b3AoKVxuICAgIGF3YWl0IHNldHRsZWQoKVxuICAgIGF3YWl0IHRpY2soKVxuICAgIGFzc2VydC5kZWVwRXF1YWwoYXBpLmNhbGxzLCBbJ2NyZWF0ZSddKVxuICAgIGFzc2VydC5lcXVhbChhcGkuc3RvcHMsIDApXG4gIH0pXG5cbiAgdGVzdCgnYSBuZXcgY29udmVyc2F0aW9uIHN0b3BzIHRoZSBhbnN3ZXIgb2YgdGhlIG9sZCBvbmUnLCBhc3luYyAoKSA9PiB7XG4gICAgY29uc3QgeyBhcGksIGNvbnZlcnNhdGlvbiwgdW50aWwgfSA9IHNldChbW2JlZ3VuLCB0ZXh0KCcxLTEnLCAnYScpLCAnaGFuZyddXSlcbiAgICBjb252ZXJzYXRpb24uYXNrKCdIaScpXG4gICAgYXdhaXQgdW50aWwoKCkgPT4gY29udmVyc2F0aW9uLnR1cm5zWzBdPy5hbnN3ZXIgPT09ICdhJylcbiAgICBjb252ZXJzYXRpb24ucmVzZXQoKVxuICAgIGFzc2VydC5lcXVhbChhcGkuc3RvcHMsIDEpXG4gICAgYXNzZXJ0LmRlZXBFcXVhbChbY29udmVyc2F0aW9uLnR1cm5zLCBjb252ZXJzYXRpb24ucGhhc2VdLCBbW10sICdpZGxlJ10pXG4gIH0pXG59KVxuIiwgIi8qKiBBIHJlcXVlc3QgdGhhdCB0aGUgc2VydmVyIGFuc3dlcmVkIHdpdGggbm8uIGBjb2RlYCBpcyBzdGFibGUsIGBtZXNzYWdlYCBpcyBzYWZlIHRvIHNob3cgdG8gdGhlIHNpdGUgb3duZXIuICovXG5leHBvcnQgY2xhc3MgUmVmdXNhbCBleHRlbmRzIEVycm9yIHtcbiAgY29uc3RydWN0b3IoXG4gICAgcmVhZG9ubHkgY29kZTogc3RyaW5nLFxuICAgIHJlYWRvbmx5IHN0YXR1czogbnVtYmVyLFxuICAgIG1lc3NhZ2U6IHN0cmluZyxcbiAgKSB7XG4gICAgc3VwZXIobWVzc2FnZSlcbiAgfVxufVxuXG4vKiogUmVhZHMgYSByZWZ1c2VkIHJlc3BvbnNlLCBhbHNvIG9uZSB0aGF0IGlzIGVtcHR5IG9yIG5vdCBKU09OLiAqL1xuZXhwb3J0IGFzeW5jIGZ1bmN0aW9uIHJlZnVzYWxPZihyZXNwb25zZTogUmVzcG9uc2UpOiBQcm9taXNlPFJlZnVzYWw+IHtcbiAgbGV0IHByb2JsZW06IHsgY29kZT86IHVua25vd247IGRldGFpbD86IHVua25vd247IGVycm9yPzogdW5rbm93biB9ID0ge31cbiAgdHJ5IHtcbiAgICBwcm9ibGVtID0gKGF3YWl0IHJlc3BvbnNlLmpzb24oKSkgYXMgdHlwZW9mIHByb2JsZW1cbiAgfSBjYXRjaCB7XG4gICAgLy8gVGhlIHN0YXR1cyBzYXlzIGVub3VnaC5cbiAgfVxuICBjb25zdCB7IGNvZGUsIGRldGFpbCB9ID0gcHJvYmxlbVxuICByZXR1cm4gbmV3IFJlZnVzYWwodHlwZW9mIGNvZGUgPT09ICdzdHJpbmcnID8gY29kZSA6ICcnLCByZXNwb25zZS5zdGF0dXMsIHR5cGVvZiBkZXRhaWwgPT09ICdzdHJpbmcnID8gZGV0YWlsIDogYEhUVFAgJHtyZXNwb25zZS5zdGF0dXN9YClcbn1cblxuLyoqIEFsc28gZm9yIGEgcmVmdXNhbCB0aGF0IGNvbWVzIGZyb20gdGhlIG90aGVyIG1vZHVsZSwgd2hpY2ggaGFzIGEgY2xhc3Mgb2YgaXRzIG93bi4gKi9cbmV4cG9ydCBjb25zdCBpc1JlZnVzYWwgPSAoZXJyb3I6IHVua25vd24pOiBlcnJvciBpcyBSZWZ1c2FsID0+IGVycm9yIGluc3RhbmNlb2YgRXJyb3IgJiYgJ3N0YXR1cycgaW4gZXJyb3JcblxuLyoqIEZvciB0aGUgc2l0ZSBvd25lcjogdmlzaXRvcnMgbmV2ZXIgc2VlIHdoeSBhIGtleSB3YXMgcmVmdXNlZC4gKi9cbmV4cG9ydCBmdW5jdGlvbiByZXBvcnRSZWZ1c2FsKGVycm9yOiB1bmtub3duKTogdm9pZCB7XG4gIGlmIChpc1JlZnVzYWwoZXJyb3IpKSBjb25zb2xlLndhcm4oYFtsYXRjaGtleV0gJHtlcnJvci5jb2RlIHx8IGVycm9yLnN0YXR1c306ICR7ZXJyb3IubWVzc2FnZX1gKVxufVxuIiwgImltcG9ydCB0eXBlIHsgRmllbGRzIH0gZnJvbSAnLi9jbGllbnQnXG5pbXBvcnQgeyBpc1JlZnVzYWwgfSBmcm9tICcuL3JlZnVzYWwnXG5cbmV4cG9ydCBpbnRlcmZhY2UgU291cmNlIHtcbiAgbnVtYmVyOiBudW1iZXJcbiAgdGl0bGU6IHN0cmluZ1xuICAvKiogQWRkcmVzcyBvZiBhIHdlYiBzb3VyY2UsIGVtcHR5IGZvciBhIGZpbGUuICovXG4gIHVybDogc3RyaW5nXG4gIHBhZ2U6IHN0cmluZ1xufVxuXG5leHBvcnQgdHlwZSBUdXJuU3RhdHVzID1cbiAgLyoqIFNlbnQsIG5vdGhpbmcgYW5zd2VyZWQgeWV0LiAqL1xuICB8ICd3YWl0aW5nJ1xuICB8ICdzdHJlYW1pbmcnXG4gIHwgJ2RvbmUnXG4gIHwgJ3N0b3BwZWQnXG4gIC8qKiBDdXQgc2hvcnQgb24gdGhlIHNlcnZlci4gKi9cbiAgfCAnaW50ZXJydXB0ZWQnXG4gIHwgJ2ZhaWxlZCdcblxuZXhwb3J0IHR5cGUgUHJvYmxlbUtpbmQgPSAnbGltaXQnIHwgJ3JhdGUnIHwgJ2tleScgfCAnZ29uZScgfCAnbmV0d29yaycgfCAnc2VydmVyJ1xuXG5leHBvcnQgaW50ZXJmYWNlIFByb2JsZW0ge1xuICBraW5kOiBQcm9ibGVtS2luZFxuICB0ZXh0OiBzdHJpbmdcbiAgY29kZTogc3RyaW5nXG59XG5cbi8qKiBBIHF1ZXN0aW9uIGFuZCBpdHMgYW5zd2VyLiAqL1xuZXhwb3J0IGludGVyZmFjZSBUdXJuIHtcbiAgLyoqIFRoZSBzZXJ2ZXIncyBpZCwgZW1wdHkgdW50aWwgaXQgaXMga25vd24uICovXG4gIGlkOiBzdHJpbmdcbiAgcXVlc3Rpb246IHN0cmluZ1xuICBhbnN3ZXI6IHN0cmluZ1xuICBzdGF0dXM6IFR1cm5TdGF0dXNcbiAgc291cmNlczogU291cmNlW11cbiAgcHJvYmxlbTogUHJvYmxlbSB8IHVuZGVmaW5lZFxuICAvKiogTWFya3MgdGhlIHF1ZXN0aW9uIGFzIHRoZSBzYW1lIG9uZSB3aGVuIGl0IGlzIHNlbnQgYWdhaW4uICovXG4gIGF0dGVtcHQ6IHN0cmluZ1xufVxuXG5leHBvcnQgY29uc3QgaXNSdW5uaW5nID0gKHR1cm46IFR1cm4gfCB1bmRlZmluZWQpID0+IHR1cm4/LnN0YXR1cyA9PT0gJ3dhaXRpbmcnIHx8IHR1cm4/LnN0YXR1cyA9PT0gJ3N0cmVhbWluZydcblxuZXhwb3J0IGZ1bmN0aW9uIG5ld1R1cm4ocXVlc3Rpb246IHN0cmluZywgYXR0ZW1wdCA9IHJhbmRvbUlkKCkpOiBUdXJuIHtcbiAgcmV0dXJuIHsgaWQ6ICcnLCBxdWVzdGlvbiwgYW5zd2VyOiAnJywgc3RhdHVzOiAnd2FpdGluZycsIHNvdXJjZXM6IFtdLCBwcm9ibGVtOiB1bmRlZmluZWQsIGF0dGVtcHQgfVxufVxuXG4vLyByYW5kb21VVUlEKCkgaXMgbWlzc2luZyBvbiBwYWdlcyB0aGF0IGFyZSBzZXJ2ZWQgd2l0aG91dCBUTFMuXG5mdW5jdGlvbiByYW5kb21JZCgpOiBzdHJpbmcge1xuICByZXR1cm4gQXJyYXkuZnJvbShjcnlwdG8uZ2V0UmFuZG9tVmFsdWVzKG5ldyBVaW50OEFycmF5KDE2KSksIChieXRlKSA9PiBieXRlLnRvU3RyaW5nKDE2KS5wYWRTdGFydCgyLCAnMCcpKS5qb2luKCcnKVxufVxuXG5leHBvcnQgY29uc3QgdGV4dE9mID0gKHZhbHVlOiB1bmtub3duKSA9PiAodHlwZW9mIHZhbHVlID09PSAnc3RyaW5nJyA/IHZhbHVlIDogJycpXG5cbmNvbnN0IFJPV19TVEFUVVM6IFJlY29yZDxzdHJpbmcsIFR1cm5TdGF0dXM+ID0geyBTVE9QUEVEOiAnc3RvcHBlZCcsIElOVEVSUlVQVEVEOiAnaW50ZXJydXB0ZWQnLCBGQUlMRUQ6ICdmYWlsZWQnLCBSVU5OSU5HOiAnc3RyZWFtaW5nJyB9XG5cbi8qKiBGaWxscyBhIHR1cm4gZnJvbSBhIHJvdyBvZiB0aGUgaGlzdG9yeS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBmaWxsRnJvbVJvdyh0dXJuOiBUdXJuLCByb3c6IEZpZWxkcyk6IHZvaWQge1xuICBjb25zdCBleHRyYSA9IHJvdy5leHRyYUluZm8gYXMgRmllbGRzIHwgbnVsbFxuICB0dXJuLmlkID0gdGV4dE9mKHJvdy5pZClcbiAgdHVybi5xdWVzdGlvbiA9IHRleHRPZihyb3cucXVlcnkpIHx8IHRleHRPZihyb3cucXVlc3Rpb24pIHx8IHR1cm4ucXVlc3Rpb25cbiAgdHVybi5hbnN3ZXIgPSB0ZXh0T2Yocm93LmFuc3dlcilcbiAgdHVybi5zdGF0dXMgPSBST1dfU1RBVFVTW3RleHRPZihyb3cuc3RhdHVzKV0gPz8gJ2RvbmUnXG4gIHR1cm4ucHJvYmxlbSA9IHVuZGVmaW5lZFxuICBpZiAodHVybi5zdGF0dXMgPT09ICdmYWlsZWQnKSB0dXJuLnByb2JsZW0gPSB7IGtpbmQ6ICdzZXJ2ZXInLCB0ZXh0OiAnJywgY29kZTogJycgfVxuICB0dXJuLnNvdXJjZXMgPSBbXVxuICBhZGRTb3VyY2VzKHR1cm4sIGV4dHJhPy5rYlJlZmVyZW5jZXMpXG59XG5cbi8qKiBBZGRzIHJlZmVyZW5jZXMgdGhhdCB0aGUgdHVybiBkb2VzIG5vdCBoYXZlIHlldC4gUmV0dXJucyB3aGV0aGVyIHRoZXJlIHdlcmUgYW55LiAqL1xuZXhwb3J0IGZ1bmN0aW9uIGFkZFNvdXJjZXModHVybjogVHVybiwgcmVmZXJlbmNlczogdW5rbm93bik6IGJvb2xlYW4ge1xuICBpZiAoIUFycmF5LmlzQXJyYXkocmVmZXJlbmNlcykpIHJldHVybiBmYWxzZVxuICBjb25zdCBiZWZvcmUgPSB0dXJuLnNvdXJjZXMubGVuZ3RoXG4gIGZvciAoY29uc3QgcmVmZXJlbmNlIG9mIHJlZmVyZW5jZXMgYXMgRmllbGRzW10pIHtcbiAgICBjb25zdCBkYXRhID0gdGV4dE9mKHJlZmVyZW5jZS5kYXRhKVxuICAgIGNvbnN0IGlzVXJsID0gdGV4dE9mKHJlZmVyZW5jZS50eXBlKS50b1VwcGVyQ2FzZSgpID09PSAnVVJMJ1xuICAgIGNvbnN0IHNvdXJjZTogU291cmNlID0ge1xuICAgICAgbnVtYmVyOiBOdW1iZXIocmVmZXJlbmNlLm51bWJlcikgfHwgdHVybi5zb3VyY2VzLmxlbmd0aCArIDEsXG4gICAgICB0aXRsZTogdGV4dE9mKHJlZmVyZW5jZS50aXRsZSkgfHwgKGlzVXJsID8gZGF0YS5yZXBsYWNlKC9eaHR0cHM/OlxcL1xcLyh3d3dcXC4pP3xcXC8kL2csICcnKSA6IGRhdGEpLFxuICAgICAgdXJsOiBpc1VybCA/IGRhdGEgOiAnJyxcbiAgICAgIHBhZ2U6IHRleHRPZihyZWZlcmVuY2UucGFnZU51bWJlciksXG4gICAgfVxuICAgIGlmIChzb3VyY2UudGl0bGUgJiYgIXR1cm4uc291cmNlcy5zb21lKChrbm93bikgPT4ga25vd24ubnVtYmVyID09PSBzb3VyY2UubnVtYmVyKSkgdHVybi5zb3VyY2VzLnB1c2goc291cmNlKVxuICB9XG4gIHJldHVybiB0dXJuLnNvdXJjZXMubGVuZ3RoID4gYmVmb3JlXG59XG5cbmV4cG9ydCBmdW5jdGlvbiBwcm9ibGVtT2YoY29kZTogc3RyaW5nLCB0ZXh0OiBzdHJpbmcpOiBQcm9ibGVtIHtcbiAgbGV0IGtpbmQ6IFByb2JsZW1LaW5kID0gJ3NlcnZlcidcbiAgaWYgKGNvZGUgPT09ICdNRVNTQUdFX0xJTUlUJykga2luZCA9ICdsaW1pdCdcbiAgZWxzZSBpZiAoY29kZSA9PT0gJ1JBVEVfTElNSVRFRCcpIGtpbmQgPSAncmF0ZSdcbiAgZWxzZSBpZiAoL14oS0VZfE9SSUdJTnxBRERSRVNTKV8vLnRlc3QoY29kZSkpIGtpbmQgPSAna2V5J1xuICBlbHNlIGlmIChjb2RlLnN0YXJ0c1dpdGgoJ0NPTlZFUlNBVElPTl8nKSkga2luZCA9ICdnb25lJ1xuICByZXR1cm4geyBraW5kLCB0ZXh0LCBjb2RlIH1cbn1cblxuLyoqIFdoYXQgd2VudCB3cm9uZyBiZWZvcmUgYW4gYW5zd2VyIGJlZ2FuLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIHByb2JsZW1PZkVycm9yKGVycm9yOiB1bmtub3duKTogUHJvYmxlbSB7XG4gIGlmICghaXNSZWZ1c2FsKGVycm9yKSkgcmV0dXJuIHsga2luZDogJ25ldHdvcmsnLCB0ZXh0OiAnJywgY29kZTogJycgfVxuICBjb25zdCBwcm9ibGVtID0gcHJvYmxlbU9mKGVycm9yLmNvZGUgfHwgKENPREVfT0ZfU1RBVFVTW2Vycm9yLnN0YXR1c10gPz8gJycpLCBlcnJvci5tZXNzYWdlKVxuICAvLyBXaGF0IHRoZSBzZXJ2ZXIgc2F5cyBvZiBhbiB1bmtub3duIGZhaWx1cmUgaXMgbWVhbnQgZm9yIGRldmVsb3BlcnMuXG4gIHJldHVybiBwcm9ibGVtLmtpbmQgPT09ICdzZXJ2ZXInID8geyAuLi5wcm9ibGVtLCB0ZXh0OiAnJyB9IDogcHJvYmxlbVxufVxuXG5jb25zdCBDT0RFX09GX1NUQVRVUzogUmVjb3JkPG51bWJlciwgc3RyaW5nPiA9IHsgNDA0OiAnQ09OVkVSU0FUSU9OX05PVF9GT1VORCcsIDQyOTogJ1JBVEVfTElNSVRFRCcgfVxuIiwgImltcG9ydCB0eXBlIHsgRmllbGRzIH0gZnJvbSAnLi9jbGllbnQnXG5pbXBvcnQgeyBmaWxsRnJvbVJvdywgbmV3VHVybiwgdGV4dE9mLCB0eXBlIFR1cm4gfSBmcm9tICcuL3R1cm4nXG5cbi8qKlxuICogQnJpbmdzIHRoZSB0dXJucyB0aGF0IGFyZSBoZXJlIHRvZ2V0aGVyIHdpdGggdGhlIHJvd3Mgb2YgdGhlIHNlcnZlciwgd2hpY2gga25vdyBtb3JlLiBUdXJucyBrZWVwXG4gKiB0aGVpciBpZGVudGl0eSwgc28gdGhhdCB3aGF0IGlzIGFscmVhZHkgc2hvd24gc3RheXM7IHF1ZXN0aW9ucyB0aGF0IG5ldmVyIGFycml2ZWQgYXJlIGtlcHQuXG4gKi9cbmV4cG9ydCBmdW5jdGlvbiBtZXJnZUhpc3Rvcnkocm93czogRmllbGRzW10sIGxvY2FsOiBUdXJuW10sIHJ1bm5pbmc6IFR1cm4gfCB1bmRlZmluZWQpOiBUdXJuW10ge1xuICBjb25zdCBtZXJnZWQgPSByb3dzLm1hcCgocm93LCBpbmRleCkgPT4ge1xuICAgIGNvbnN0IGlzTGFzdCA9IGluZGV4ID09PSByb3dzLmxlbmd0aCAtIDFcbiAgICBjb25zdCBhZG9wdHMgPSBpc0xhc3QgJiYgcnVubmluZyAmJiAhcnVubmluZy5pZCAmJiBydW5uaW5nLnF1ZXN0aW9uID09PSB0ZXh0T2Yocm93LnF1ZXJ5KSA/IHJ1bm5pbmcgOiB1bmRlZmluZWRcbiAgICBjb25zdCB0dXJuID0gbG9jYWwuZmluZCgob3RoZXIpID0+IG90aGVyLmlkID09PSB0ZXh0T2Yocm93LmlkKSkgPz8gYWRvcHRzID8/IG5ld1R1cm4oJycpXG4gICAgY29uc3Qgc3RvcHBlZCA9IHR1cm4uc3RhdHVzID09PSAnc3RvcHBlZCdcbiAgICBmaWxsRnJvbVJvdyh0dXJuLCByb3cpXG4gICAgaWYgKHN0b3BwZWQpIHR1cm4uc3RhdHVzID0gJ3N0b3BwZWQnXG4gICAgZWxzZSBpZiAodHVybiA9PT0gcnVubmluZyAmJiAhcm93LnN0YXR1cykgdHVybi5zdGF0dXMgPSAnc3RyZWFtaW5nJ1xuICAgIHJldHVybiB0dXJuXG4gIH0pXG4gIGZvciAoY29uc3QgdHVybiBvZiBsb2NhbCkge1xuICAgIGlmIChtZXJnZWQuaW5jbHVkZXModHVybikgfHwgKHR1cm4uaWQgJiYgdHVybiAhPT0gcnVubmluZykpIGNvbnRpbnVlXG4gICAgLy8gVGhlIHNlcnZlciBzZW5kcyBhbGwgb2YgaXRzIGZyYW1lcyBhZ2Fpbi5cbiAgICBpZiAodHVybiA9PT0gcnVubmluZykgT2JqZWN0LmFzc2lnbih0dXJuLCB7IGFuc3dlcjogJycsIHNvdXJjZXM6IFtdIH0pXG4gICAgbWVyZ2VkLnB1c2godHVybilcbiAgfVxuICByZXR1cm4gbWVyZ2VkXG59XG4iLCAiaW1wb3J0IHR5cGUgeyBDaGF0QXBpLCBDb252ZXJzYXRpb25SZWYsIEZpZWxkcywgU3RyZWFtRXZlbnQgfSBmcm9tICcuL2NsaWVudCdcbmltcG9ydCB0eXBlIHsgV2FpdCB9IGZyb20gJy4vY29ubmVjdGlvbidcbmltcG9ydCB0eXBlIHsgQ29udmVyc2F0aW9uU3RvcmUsIFNhdmVkQ29udmVyc2F0aW9uIH0gZnJvbSAnLi9jb252ZXJzYXRpb24tc3RvcmUnXG5pbXBvcnQgeyBtZXJnZUhpc3RvcnkgfSBmcm9tICcuL2hpc3RvcnknXG5pbXBvcnQgeyBpc1JlZnVzYWwgfSBmcm9tICcuL3JlZnVzYWwnXG5pbXBvcnQgeyBhZGRTb3VyY2VzLCBpc1J1bm5pbmcsIG5ld1R1cm4sIHByb2JsZW1PZiwgcHJvYmxlbU9mRXJyb3IsIHRleHRPZiwgdHlwZSBQcm9ibGVtLCB0eXBlIFR1cm4gfSBmcm9tICcuL3R1cm4nXG5cbmV4cG9ydCB0eXBlIFBoYXNlID0gJ2lkbGUnIHwgJ3Jlc3RvcmluZycgfCAnYW5zd2VyaW5nJyB8ICdzdG9wcGluZydcblxuaW50ZXJmYWNlIFBhcnRzIHtcbiAgYXBpOiBDaGF0QXBpXG4gIHN0b3JlOiBDb252ZXJzYXRpb25TdG9yZVxuICB3YWl0OiBXYWl0XG4gIC8qKiBBIHR1cm4gaGFzIGNoYW5nZWQsIG9yICh3aXRob3V0IG9uZSkgdGhlIGxpc3Qgb2YgdHVybnMgb3IgdGhlIHN0YXRlLiAqL1xuICBjaGFuZ2VkOiAodHVybj86IFR1cm4pID0+IHZvaWRcbn1cblxuY29uc3QgU1RPUF9USU1FT1VUX01TID0gNTAwMFxuXG4vLyBGcmFtZXMgd2hvc2UgbWVzc2FnZSBpcyBub3QgcGFydCBvZiB0aGUgYW5zd2VyLlxuY29uc3QgQVNJREUgPSAvXihoZWFydGJlYXR8bGF5ZXJffHdlYnNlYXJjaHxyZXRyeXxtZW1vcnl8Y29udmVyc2F0aW9uX3RpdGxlfGF0dGFjaG1lbnRffGVtZXJnZW5jeV98c2tpbGxffGdyb3VuZGluZ198dG9vbF98bmF0aXZlX3xhdWRpb198bm9fdmlzaW9uKS9cblxuLyoqIFdoYXQgb25lIHZpc2l0b3IgYW5kIHRoZSBhc3Npc3RhbnQgc2F5IHRvIGVhY2ggb3RoZXIsIGFuZCBob3cgaXQgc3RheXMgd2hvbGUgd2hlbiB0aGUgY29ubmVjdGlvbiBkb2VzIG5vdC4gKi9cbmV4cG9ydCBjbGFzcyBDb252ZXJzYXRpb24ge1xuICB0dXJuczogVHVybltdID0gW11cbiAgcGhhc2U6IFBoYXNlID0gJ2lkbGUnXG4gIC8qKiBUaGUgcnVubmluZyBhbnN3ZXIgY2Fubm90IGJlIHJlYWNoZWQgYXQgdGhlIG1vbWVudC4gKi9cbiAgbG9zdCA9IGZhbHNlXG4gIC8qKiBXaHkgbm90aGluZyBtb3JlIGNhbiBiZSBhc2tlZCBpbiB0aGlzIGNvbnZlcnNhdGlvbi4gKi9cbiAgYmxvY2s6IFByb2JsZW0gfCB1bmRlZmluZWRcblxuICByZWFkb25seSAjcGFydHM6IFBhcnRzXG4gICNyZWY6IENvbnZlcnNhdGlvblJlZiB8IHVuZGVmaW5lZFxuICAjcGVuZGluZzogU2F2ZWRDb252ZXJzYXRpb25bJ3BlbmRpbmcnXVxuICAjcnVubmluZzogVHVybiB8IHVuZGVmaW5lZFxuICAjbGFzdEV2ZW50SWQgPSAnJ1xuICAvKiogVGhlIHNlcnZlciBoYXMgdGhlIHF1ZXN0aW9uLiAqL1xuICAjYmVndW4gPSBmYWxzZVxuICAjd29yayA9IG5ldyBBYm9ydENvbnRyb2xsZXIoKVxuICAjc3RvcFRpbWVyOiBSZXR1cm5UeXBlPHR5cGVvZiBzZXRUaW1lb3V0PiB8IHVuZGVmaW5lZFxuXG4gIGNvbnN0cnVjdG9yKHBhcnRzOiBQYXJ0cykge1xuICAgIHRoaXMuI3BhcnRzID0gcGFydHNcbiAgfVxuXG4gIGFzayhxdWVzdGlvbjogc3RyaW5nKTogdm9pZCB7XG4gICAgaWYgKHRoaXMucGhhc2UgPT09ICdpZGxlJyAmJiAhdGhpcy5ibG9jaykgdGhpcy4jYmVnaW4obmV3VHVybihxdWVzdGlvbikpXG4gIH1cblxuICAvKiogQXNrcyBhZ2FpbiB3aGF0IGhhcyBub3QgYmVlbiBhbnN3ZXJlZC4gKi9cbiAgcmV0cnkodHVybjogVHVybik6IHZvaWQge1xuICAgIGlmICh0aGlzLnBoYXNlICE9PSAnaWRsZScgfHwgdGhpcy5ibG9jaykgcmV0dXJuXG4gICAgdGhpcy50dXJucyA9IHRoaXMudHVybnMuZmlsdGVyKChvdGhlcikgPT4gb3RoZXIgIT09IHR1cm4pXG4gICAgLy8gQSBxdWVzdGlvbiB0aGF0IG5ldmVyIGFycml2ZWQgc3RheXMgdGhlIHNhbWUgcXVlc3Rpb247IG9uZSB3aG9zZSBhbnN3ZXIgZmFpbGVkIGlzIGEgbmV3IG9uZS5cbiAgICB0aGlzLiNiZWdpbih0dXJuLmlkID8gbmV3VHVybih0dXJuLnF1ZXN0aW9uKSA6IG5ld1R1cm4odHVybi5xdWVzdGlvbiwgdHVybi5hdHRlbXB0KSlcbiAgfVxuXG4gIHN0b3AoKTogdm9pZCB7XG4gICAgY29uc3QgdHVybiA9IHRoaXMuI3J1bm5pbmdcbiAgICBpZiAodGhpcy5waGFzZSAhPT0gJ2Fuc3dlcmluZycgfHwgIXR1cm4pIHJldHVyblxuICAgIHRoaXMucGhhc2UgPSAnc3RvcHBpbmcnXG4gICAgdHVybi5zdGF0dXMgPSAnc3RvcHBlZCdcbiAgICB0aGlzLiNwYXJ0cy5jaGFuZ2VkKHR1cm4pXG4gICAgdGhpcy4jcGFydHMuY2hhbmdlZCgpXG4gICAgaWYgKCF0aGlzLiNyZWYpIHJldHVybiB0aGlzLiNhYmFuZG9uKClcbiAgICBpZiAodGhpcy4jYmVndW4pIHRoaXMuI3RlbGxTdG9wKClcbiAgICB0aGlzLiNzdG9wVGltZXIgPSBzZXRUaW1lb3V0KCgpID0+IHRoaXMuI2FiYW5kb24oKSwgU1RPUF9USU1FT1VUX01TKVxuICB9XG5cbiAgLyoqIEZvcmdldHMgdGhpcyBjb252ZXJzYXRpb247IHRoZSBuZXh0IHF1ZXN0aW9uIGJlZ2lucyBhbm90aGVyIG9uZS4gKi9cbiAgcmVzZXQoKTogdm9pZCB7XG4gICAgaWYgKGlzUnVubmluZyh0aGlzLiNydW5uaW5nKSAmJiB0aGlzLiNiZWd1bikgdGhpcy4jdGVsbFN0b3AoKVxuICAgIHRoaXMuI3dvcmsuYWJvcnQoKVxuICAgIHRoaXMuI3BhcnRzLnN0b3JlLmNsZWFyKClcbiAgICB0aGlzLnR1cm5zID0gW11cbiAgICB0aGlzLiNyZWYgPSB0aGlzLiNwZW5kaW5nID0gdGhpcy5ibG9jayA9IHVuZGVmaW5lZFxuICAgIHRoaXMuI2VuZCgpXG4gIH1cblxuICAvKipcbiAgICogQ29udGludWVzIHRoZSBzYXZlZCBjb252ZXJzYXRpb24uIEEgcmVmdXNhbCBkb2VzIG5vdCB0ZWxsIGEgY29udmVyc2F0aW9uIHRoYXQgaXMgZ29uZSBmcm9tIGEga2V5XG4gICAqIHRoYXQgaXMgcmVmdXNlZCwgc28gaXQgaXMgb25seSBmb3Jnb3R0ZW4gaWYgdGhlIGtleSB3b3Jrcy5cbiAgICovXG4gIGFzeW5jIHJlc3RvcmUoa2V5V29ya3M6IFByb21pc2U8dW5rbm93bj4pOiBQcm9taXNlPHZvaWQ+IHtcbiAgICBjb25zdCBzYXZlZCA9IHRoaXMuI3BhcnRzLnN0b3JlLmxvYWQoKVxuICAgIGlmICghc2F2ZWQgfHwgdGhpcy4jcmVmKSByZXR1cm5cbiAgICB0aGlzLiNyZWYgPSB7IGlkOiBzYXZlZC5pZCwgdG9rZW46IHNhdmVkLnRva2VuIH1cbiAgICB0aGlzLiNwZW5kaW5nID0gc2F2ZWQucGVuZGluZ1xuICAgIHRoaXMuI2VudGVyKCdyZXN0b3JpbmcnKVxuICAgIGNvbnN0IHsgc2lnbmFsIH0gPSB0aGlzLiNyZW5ldygpXG4gICAgdHJ5IHtcbiAgICAgIGF3YWl0IHRoaXMuI3Jlc3VtZShzaWduYWwsIHRydWUpXG4gICAgfSBjYXRjaCAoZXJyb3IpIHtcbiAgICAgIGlmIChzaWduYWwuYWJvcnRlZCkgcmV0dXJuXG4gICAgICB0aGlzLiNyZWYgPSB1bmRlZmluZWRcbiAgICAgIHRoaXMuI2VuZCgpXG4gICAgICBhd2FpdCBrZXlXb3Jrc1xuICAgICAgaWYgKGlzUmVmdXNhbChlcnJvcikgJiYgZXJyb3Iuc3RhdHVzICE9PSA0MDMpIHRoaXMuI3BhcnRzLnN0b3JlLmNsZWFyKClcbiAgICB9XG4gIH1cblxuICBkZXN0cm95KCk6IHZvaWQge1xuICAgIGNsZWFyVGltZW91dCh0aGlzLiNzdG9wVGltZXIpXG4gICAgdGhpcy4jd29yay5hYm9ydCgpXG4gIH1cblxuICAjYmVnaW4odHVybjogVHVybik6IHZvaWQge1xuICAgIHRoaXMudHVybnMucHVzaCh0dXJuKVxuICAgIHRoaXMuI3J1bm5pbmcgPSB0dXJuXG4gICAgdGhpcy4jbGFzdEV2ZW50SWQgPSAnJ1xuICAgIHRoaXMuI2JlZ3VuID0gZmFsc2VcbiAgICB0aGlzLiNlbnRlcignYW5zd2VyaW5nJylcbiAgICB2b2lkIHRoaXMuI2Fuc3dlcih0dXJuKVxuICB9XG5cbiAgYXN5bmMgI2Fuc3dlcih0dXJuOiBUdXJuKTogUHJvbWlzZTx2b2lkPiB7XG4gICAgY29uc3QgeyBzaWduYWwgfSA9IHRoaXMuI3JlbmV3KClcbiAgICB0cnkge1xuICAgICAgY29uc3QgcmVmID0gdGhpcy4jcmVmID8/IChhd2FpdCB0aGlzLiNwYXJ0cy5hcGkuY3JlYXRlKHNpZ25hbCkpXG4gICAgICBzaWduYWwudGhyb3dJZkFib3J0ZWQoKVxuICAgICAgdGhpcy4jcmVmID0gcmVmXG4gICAgICB0aGlzLiNyZW1lbWJlcih0dXJuKVxuICAgICAgZm9yIGF3YWl0IChjb25zdCBldmVudCBvZiB0aGlzLiNwYXJ0cy5hcGkuYXNrKHJlZiwgdHVybi5xdWVzdGlvbiwgdHVybi5hdHRlbXB0LCBzaWduYWwpKSB7XG4gICAgICAgIGlmICh0aGlzLiN0YWtlKGV2ZW50KSkgcmV0dXJuXG4gICAgICB9XG4gICAgICBhd2FpdCB0aGlzLiNyZXN1bWUoc2lnbmFsKVxuICAgIH0gY2F0Y2ggKGVycm9yKSB7XG4gICAgICBpZiAoc2lnbmFsLmFib3J0ZWQpIHJldHVyblxuICAgICAgaWYgKCF0aGlzLiNiZWd1biB8fCBpc1JlZnVzYWwoZXJyb3IpKSByZXR1cm4gdGhpcy4jZmFpbCh0dXJuLCBwcm9ibGVtT2ZFcnJvcihlcnJvcikpXG4gICAgICBhd2FpdCB0aGlzLiNyZXN1bWUoc2lnbmFsKS5jYXRjaCgoZmFpbHVyZTogdW5rbm93bikgPT4ge1xuICAgICAgICBpZiAoIXNpZ25hbC5hYm9ydGVkKSB0aGlzLiNmYWlsKHR1cm4sIHByb2JsZW1PZkVycm9yKGZhaWx1cmUpKVxuICAgICAgfSlcbiAgICB9XG4gIH1cblxuICAvKiogUmVhZHMgdGhlIGNvbnZlcnNhdGlvbiBmcm9tIHRoZSBzZXJ2ZXIgdW50aWwgbm8gYW5zd2VyIGlzIHJ1bm5pbmcsIG92ZXIgYXMgbWFueSBjb25uZWN0aW9ucyBhcyB0aGF0IHRha2VzLiAqL1xuICBhc3luYyAjcmVzdW1lKHNpZ25hbDogQWJvcnRTaWduYWwsIGF0T25jZSA9IGZhbHNlKTogUHJvbWlzZTx2b2lkPiB7XG4gICAgY29uc3QgeyBhcGksIHdhaXQgfSA9IHRoaXMuI3BhcnRzXG4gICAgY29uc3QgcmVmID0gdGhpcy4jcmVmXG4gICAgaWYgKCFyZWYpIHJldHVyblxuICAgIGxldCBhdHRlbXB0ID0gYXRPbmNlID8gLTEgOiAwXG4gICAgZm9yICg7Oykge1xuICAgICAgaWYgKGF0dGVtcHQgPj0gMCkge1xuICAgICAgICB0aGlzLiNzZXRMb3N0KHRydWUpXG4gICAgICAgIGF3YWl0IHdhaXQoYXR0ZW1wdCwgc2lnbmFsKVxuICAgICAgfVxuICAgICAgYXR0ZW1wdCsrXG4gICAgICB0cnkge1xuICAgICAgICBmb3IgYXdhaXQgKGNvbnN0IGV2ZW50IG9mIGFwaS5yZXN1bWUocmVmLCB0aGlzLiNsYXN0RXZlbnRJZCwgc2lnbmFsKSkge1xuICAgICAgICAgIHRoaXMuI3NldExvc3QoZmFsc2UpXG4gICAgICAgICAgaWYgKGV2ZW50LmtpbmQgPT09ICdmcmFtZScpIGF0dGVtcHQgPSAwXG4gICAgICAgICAgaWYgKHRoaXMuI3Rha2UoZXZlbnQpKSByZXR1cm5cbiAgICAgICAgfVxuICAgICAgfSBjYXRjaCAoZXJyb3IpIHtcbiAgICAgICAgY29uc3QgZmluYWwgPSBpc1JlZnVzYWwoZXJyb3IpICYmIGVycm9yLnN0YXR1cyAhPT0gNDI5ICYmIGVycm9yLnN0YXR1cyA8IDUwMFxuICAgICAgICBpZiAoZmluYWwgfHwgc2lnbmFsLmFib3J0ZWQpIHRocm93IGVycm9yXG4gICAgICB9XG4gICAgfVxuICB9XG5cbiAgLyoqIFJldHVybnMgd2hldGhlciB0aGUgdHVybiBoYXMgZW5kZWQuICovXG4gICN0YWtlKGV2ZW50OiBTdHJlYW1FdmVudCk6IGJvb2xlYW4ge1xuICAgIGlmIChldmVudC5raW5kID09PSAnYmVndW4nKSB7XG4gICAgICB0aGlzLiNiZWd1biA9IHRydWVcbiAgICAgIGlmICh0aGlzLnBoYXNlID09PSAnc3RvcHBpbmcnKSB0aGlzLiN0ZWxsU3RvcCgpXG4gICAgfSBlbHNlIGlmIChldmVudC5raW5kID09PSAnaGlzdG9yeScpIHRoaXMuI3JlYnVpbGQoZXZlbnQucm93cylcbiAgICBlbHNlIGlmIChldmVudC5raW5kID09PSAnZW5kJykge1xuICAgICAgdGhpcy4jZmluaXNoKGV2ZW50LmhvdylcbiAgICAgIHJldHVybiB0cnVlXG4gICAgfSBlbHNlIHtcbiAgICAgIHRoaXMuI2xhc3RFdmVudElkID0gZXZlbnQuaWQgfHwgdGhpcy4jbGFzdEV2ZW50SWRcbiAgICAgIHJldHVybiB0aGlzLiNmcmFtZShldmVudC5mcmFtZSlcbiAgICB9XG4gICAgcmV0dXJuIGZhbHNlXG4gIH1cblxuICAjZnJhbWUoZnJhbWU6IEZpZWxkcyk6IGJvb2xlYW4ge1xuICAgIGNvbnN0IHR5cGUgPSB0ZXh0T2YoZnJhbWUudHlwZSkudG9Mb3dlckNhc2UoKVxuICAgIGlmIChBU0lERS50ZXN0KHR5cGUpIHx8ICEvXihsbG0pPyQvaS50ZXN0KHRleHRPZihmcmFtZS5tZXNzYWdlVHlwZSkpKSByZXR1cm4gZmFsc2VcbiAgICBpZiAodHlwZSA9PT0gJ2Vycm9yJyB8fCAoZnJhbWUuZXJyb3IgJiYgdHlwZSAhPT0gJ25vX2RvY3VtZW50JykpIHJldHVybiB0aGlzLiNlcnJvckZyYW1lKGZyYW1lKVxuICAgIGNvbnN0IHR1cm4gPSB0aGlzLiN0dXJuT2YodGV4dE9mKGZyYW1lLmlkKSlcbiAgICBpZiAodGhpcy5waGFzZSAhPT0gJ3N0b3BwaW5nJykge1xuICAgICAgdHVybi5hbnN3ZXIgKz0gdGV4dE9mKGZyYW1lLm1lc3NhZ2UpIHx8IHRleHRPZihmcmFtZS5mb3JiaWRkZW4pXG4gICAgICBpZiAodHlwZSA9PT0gJ2tiJykgYWRkU291cmNlcyh0dXJuLCBmcmFtZS5rYlJlZmVyZW5jZXMpXG4gICAgICBlbHNlIGlmICh0dXJuLmFuc3dlcikgdHVybi5zdGF0dXMgPSAnc3RyZWFtaW5nJ1xuICAgICAgdGhpcy4jcGFydHMuY2hhbmdlZCh0dXJuKVxuICAgIH1cbiAgICBpZiAoZnJhbWUubGFzdCAhPT0gdHJ1ZSB8fCB0eXBlID09PSAna2InKSByZXR1cm4gZmFsc2VcbiAgICB0aGlzLiNmaW5pc2goJ2NvbXBsZXRlZCcpXG4gICAgcmV0dXJuIHRydWVcbiAgfVxuXG4gICNlcnJvckZyYW1lKGZyYW1lOiBGaWVsZHMpOiBib29sZWFuIHtcbiAgICBjb25zdCB0dXJuID0gdGhpcy4jcnVubmluZyA/PyB0aGlzLiN0dXJuT2YodGV4dE9mKGZyYW1lLmlkKSlcbiAgICBjb25zdCBwcm9ibGVtID0gcHJvYmxlbU9mKHRleHRPZihmcmFtZS5yZWFzb24pLCB0ZXh0T2YoZnJhbWUuZXJyb3IpIHx8IHRleHRPZihmcmFtZS5tZXNzYWdlKSlcbiAgICAvLyBUaGUgc2VydmVyIGhhcyBkZWFsdCB3aXRoIHRoaXMgYXR0ZW1wdDogcmVwZWF0aW5nIGl0IHdvdWxkIG9ubHkgcmVwZWF0IGl0cyBmYWlsdXJlLlxuICAgIGlmIChwcm9ibGVtLmtpbmQgPT09ICdzZXJ2ZXInKSB0dXJuLmF0dGVtcHQgPSBuZXdUdXJuKCcnKS5hdHRlbXB0XG4gICAgdGhpcy4jZmFpbCh0dXJuLCBwcm9ibGVtKVxuICAgIHJldHVybiB0cnVlXG4gIH1cblxuICAvKiogVGhlIHR1cm4gdGhhdCBhIGZyYW1lIGJlbG9uZ3MgdG8uIEEgcnVubmluZyBhbnN3ZXIgbWF5IGJlIGZvdW5kIGFmdGVyIGEgcmVsb2FkLCB0aGVuIGl0cyB0dXJuIGlzIG5ldyBoZXJlLiAqL1xuICAjdHVybk9mKGlkOiBzdHJpbmcpOiBUdXJuIHtcbiAgICBjb25zdCBrbm93biA9IHRoaXMudHVybnMuZmluZCgodHVybikgPT4gdHVybi5pZCA9PT0gaWQgJiYgaWQpXG4gICAgbGV0IHR1cm4gPSBrbm93biA/PyB0aGlzLiNydW5uaW5nXG4gICAgaWYgKCF0dXJuIHx8ICh0dXJuLmlkICYmIGlkICYmIHR1cm4uaWQgIT09IGlkKSkge1xuICAgICAgdHVybiA9IG5ld1R1cm4odGhpcy4jcGVuZGluZz8ucXVlc3Rpb24gPz8gJycsIHRoaXMuI3BlbmRpbmc/LmF0dGVtcHQpXG4gICAgICB0aGlzLnR1cm5zLnB1c2godHVybilcbiAgICAgIHRoaXMuI3BhcnRzLmNoYW5nZWQoKVxuICAgIH1cbiAgICB0dXJuLmlkIHx8PSBpZFxuICAgIHRoaXMuI3J1bm5pbmcgPSB0dXJuXG4gICAgdGhpcy4jYmVndW4gPSB0cnVlXG4gICAgaWYgKHRoaXMucGhhc2UgPT09ICdyZXN0b3JpbmcnKSB0aGlzLiNlbnRlcignYW5zd2VyaW5nJylcbiAgICByZXR1cm4gdHVyblxuICB9XG5cbiAgI3JlYnVpbGQocm93czogRmllbGRzW10pOiB2b2lkIHtcbiAgICB0aGlzLnR1cm5zID0gbWVyZ2VIaXN0b3J5KHJvd3MsIHRoaXMudHVybnMsIHRoaXMuI3J1bm5pbmcpXG4gICAgY29uc3QgbGFzdCA9IHRoaXMudHVybnMuYXQoLTEpXG4gICAgaWYgKHRoaXMucGhhc2UgPT09ICdyZXN0b3JpbmcnICYmIGlzUnVubmluZyhsYXN0KSkge1xuICAgICAgdGhpcy4jcnVubmluZyA9IGxhc3RcbiAgICAgIHRoaXMuI2JlZ3VuID0gdHJ1ZVxuICAgICAgdGhpcy4jZW50ZXIoJ2Fuc3dlcmluZycpXG4gICAgfVxuICAgIHRoaXMuI3BhcnRzLmNoYW5nZWQoKVxuICAgIGZvciAoY29uc3QgdHVybiBvZiB0aGlzLnR1cm5zKSB0aGlzLiNwYXJ0cy5jaGFuZ2VkKHR1cm4pXG4gIH1cblxuICAvKiogVGhlIHNlcnZlciBoYXMgbm8gcnVubmluZyBhbnN3ZXIsIG9yIG5vdCBhbnkgbW9yZS4gKi9cbiAgI2ZpbmlzaChob3c6IHN0cmluZyk6IHZvaWQge1xuICAgIGNvbnN0IHR1cm4gPSB0aGlzLiNydW5uaW5nXG4gICAgaWYgKHRoaXMucGhhc2UgPT09ICdyZXN0b3JpbmcnKSB0aGlzLiNyZXN0b3JlVW5zZW50KClcbiAgICBpZiAodHVybiAmJiBpc1J1bm5pbmcodHVybikpIHtcbiAgICAgIGlmICghdHVybi5pZCkgcmV0dXJuIHRoaXMuI2ZhaWwodHVybiwgeyBraW5kOiAnbmV0d29yaycsIHRleHQ6ICcnLCBjb2RlOiAnJyB9KVxuICAgICAgaWYgKGhvdyA9PT0gJ2Vycm9yJykgcmV0dXJuIHRoaXMuI2ZhaWwodHVybiwgcHJvYmxlbU9mKCcnLCAnJykpXG4gICAgICB0dXJuLnN0YXR1cyA9IGhvdyA9PT0gJ3N0b3BwZWQnID8gJ3N0b3BwZWQnIDogJ2RvbmUnXG4gICAgICB0aGlzLiNwYXJ0cy5jaGFuZ2VkKHR1cm4pXG4gICAgfVxuICAgIHRoaXMuI2VuZCgpXG4gIH1cblxuICAvKiogVGhlIHBhZ2Ugd2FzIGxlZnQgYWZ0ZXIgYSBxdWVzdGlvbiB3YXMgc2VudCBhbmQgYmVmb3JlIGl0IGFycml2ZWQuICovXG4gICNyZXN0b3JlVW5zZW50KCk6IHZvaWQge1xuICAgIGNvbnN0IHBlbmRpbmcgPSB0aGlzLiNwZW5kaW5nXG4gICAgaWYgKCFwZW5kaW5nIHx8IHRoaXMudHVybnMuYXQoLTEpPy5xdWVzdGlvbiA9PT0gcGVuZGluZy5xdWVzdGlvbikgcmV0dXJuXG4gICAgY29uc3QgdHVybiA9IG5ld1R1cm4ocGVuZGluZy5xdWVzdGlvbiwgcGVuZGluZy5hdHRlbXB0KVxuICAgIHR1cm4uc3RhdHVzID0gJ2ZhaWxlZCdcbiAgICB0dXJuLnByb2JsZW0gPSB7IGtpbmQ6ICduZXR3b3JrJywgdGV4dDogJycsIGNvZGU6ICcnIH1cbiAgICB0aGlzLnR1cm5zLnB1c2godHVybilcbiAgfVxuXG4gICNmYWlsKHR1cm46IFR1cm4sIHByb2JsZW06IFByb2JsZW0pOiB2b2lkIHtcbiAgICBpZiAodGhpcy5waGFzZSAhPT0gJ3N0b3BwaW5nJykge1xuICAgICAgdHVybi5zdGF0dXMgPSAnZmFpbGVkJ1xuICAgICAgdHVybi5wcm9ibGVtID0gcHJvYmxlbVxuICAgICAgaWYgKHByb2JsZW0ua2luZCA9PT0gJ2xpbWl0JyB8fCBwcm9ibGVtLmtpbmQgPT09ICdnb25lJykgdGhpcy5ibG9jayA9IHByb2JsZW1cbiAgICAgIGlmIChwcm9ibGVtLmtpbmQgPT09ICdrZXknKSBjb25zb2xlLndhcm4oYFtsYXRjaGtleV0gJHtwcm9ibGVtLmNvZGV9OiAke3Byb2JsZW0udGV4dH1gKVxuICAgICAgdGhpcy4jcGFydHMuY2hhbmdlZCh0dXJuKVxuICAgIH1cbiAgICB0aGlzLiNlbmQoKVxuICB9XG5cbiAgI3RlbGxTdG9wKCk6IHZvaWQge1xuICAgIC8vIFRoZSBzdHJlYW0gc2hvd3Mgd2hldGhlciBpdCB3b3JrZWQ7IGlmIG5vdCwgdGhlIHRpbWUtb3V0IGVuZHMgdGhlIHdhaXQuXG4gICAgaWYgKHRoaXMuI3JlZikgdGhpcy4jcGFydHMuYXBpLnN0b3AodGhpcy4jcmVmKS5jYXRjaCgoKSA9PiB1bmRlZmluZWQpXG4gIH1cblxuICAjYWJhbmRvbigpOiB2b2lkIHtcbiAgICB0aGlzLiN3b3JrLmFib3J0KClcbiAgICB0aGlzLiNlbmQoKVxuICB9XG5cbiAgI2VuZCgpOiB2b2lkIHtcbiAgICBjbGVhclRpbWVvdXQodGhpcy4jc3RvcFRpbWVyKVxuICAgIHRoaXMuI3J1bm5pbmcgPSB0aGlzLiNwZW5kaW5nID0gdW5kZWZpbmVkXG4gICAgdGhpcy5sb3N0ID0gZmFsc2VcbiAgICBpZiAodGhpcy4jcmVmKSB0aGlzLiNwYXJ0cy5zdG9yZS5zYXZlKHRoaXMuI3JlZilcbiAgICB0aGlzLiNlbnRlcignaWRsZScpXG4gIH1cblxuICAjcmVtZW1iZXIoeyBxdWVzdGlvbiwgYXR0ZW1wdCB9OiBUdXJuKTogdm9pZCB7XG4gICAgaWYgKHRoaXMuI3JlZikgdGhpcy4jcGFydHMuc3RvcmUuc2F2ZSh7IC4uLnRoaXMuI3JlZiwgcGVuZGluZzogeyBxdWVzdGlvbiwgYXR0ZW1wdCB9IH0pXG4gIH1cblxuICAjcmVuZXcoKTogQWJvcnRDb250cm9sbGVyIHtcbiAgICB0aGlzLiN3b3JrLmFib3J0KClcbiAgICByZXR1cm4gKHRoaXMuI3dvcmsgPSBuZXcgQWJvcnRDb250cm9sbGVyKCkpXG4gIH1cblxuICAjc2V0TG9zdChsb3N0OiBib29sZWFuKTogdm9pZCB7XG4gICAgaWYgKHRoaXMubG9zdCA9PT0gbG9zdCkgcmV0dXJuXG4gICAgdGhpcy5sb3N0ID0gbG9zdFxuICAgIHRoaXMuI3BhcnRzLmNoYW5nZWQoKVxuICB9XG5cbiAgI2VudGVyKHBoYXNlOiBQaGFzZSk6IHZvaWQge1xuICAgIHRoaXMucGhhc2UgPSBwaGFzZVxuICAgIHRoaXMuI3BhcnRzLmNoYW5nZWQoKVxuICB9XG59XG4iLCAiZXhwb3J0IGludGVyZmFjZSBTZXJ2ZXJFdmVudCB7XG4gIGlkOiBzdHJpbmdcbiAgZXZlbnQ6IHN0cmluZ1xuICBkYXRhOiBzdHJpbmdcbn1cblxuLyoqIFJlYWRzIHNlcnZlci1zZW50IGV2ZW50cyBvdXQgb2YgdGV4dCB0aGF0IGFycml2ZXMgaW4gcGllY2VzIG9mIGFueSBzaXplLiAqL1xuZXhwb3J0IGNsYXNzIEV2ZW50UGFyc2VyIHtcbiAgI3Jlc3QgPSAnJ1xuICAjaWQgPSAnJ1xuICAjZXZlbnQgPSAnJ1xuICAjZGF0YTogc3RyaW5nW10gPSBbXVxuICAjc3RhcnRlZCA9IGZhbHNlXG5cbiAgcHVzaCh0ZXh0OiBzdHJpbmcpOiBTZXJ2ZXJFdmVudFtdIHtcbiAgICBpZiAoIXRoaXMuI3N0YXJ0ZWQgJiYgdGV4dCkge1xuICAgICAgdGhpcy4jc3RhcnRlZCA9IHRydWVcbiAgICAgIHRleHQgPSB0ZXh0LnJlcGxhY2UoL15cXHVGRUZGLywgJycpXG4gICAgfVxuICAgIHRoaXMuI3Jlc3QgKz0gdGV4dFxuICAgIGNvbnN0IGV2ZW50czogU2VydmVyRXZlbnRbXSA9IFtdXG4gICAgbGV0IGZyb20gPSAwXG4gICAgZm9yICg7Oykge1xuICAgICAgY29uc3QgZW5kID0gdGhpcy4jcmVzdC5zbGljZShmcm9tKS5zZWFyY2goL1tcXHJcXG5dLykgKyBmcm9tXG4gICAgICAvLyBBIGxvbmUgQ1IgYXQgdGhlIGVuZCBtYXkgYmUgdGhlIGZpcnN0IGhhbGYgb2YgYSBDUkxGLlxuICAgICAgaWYgKGVuZCA8IGZyb20gfHwgKHRoaXMuI3Jlc3RbZW5kXSA9PT0gJ1xccicgJiYgZW5kID09PSB0aGlzLiNyZXN0Lmxlbmd0aCAtIDEpKSBicmVha1xuICAgICAgY29uc3QgZXZlbnQgPSB0aGlzLiNsaW5lKHRoaXMuI3Jlc3Quc2xpY2UoZnJvbSwgZW5kKSlcbiAgICAgIGlmIChldmVudCkgZXZlbnRzLnB1c2goZXZlbnQpXG4gICAgICBmcm9tID0gdGhpcy4jcmVzdC5zdGFydHNXaXRoKCdcXHJcXG4nLCBlbmQpID8gZW5kICsgMiA6IGVuZCArIDFcbiAgICB9XG4gICAgdGhpcy4jcmVzdCA9IHRoaXMuI3Jlc3Quc2xpY2UoZnJvbSlcbiAgICByZXR1cm4gZXZlbnRzXG4gIH1cblxuICAjbGluZShsaW5lOiBzdHJpbmcpOiBTZXJ2ZXJFdmVudCB8IHVuZGVmaW5lZCB7XG4gICAgaWYgKGxpbmUgPT09ICcnKSByZXR1cm4gdGhpcy4jZGlzcGF0Y2goKVxuICAgIGNvbnN0IFssIGZpZWxkLCB2YWx1ZSA9ICcnXSA9IC9eKFteOl0qKSg/OjogPyguKikpPyQvcy5leGVjKGxpbmUpID8/IFtdXG4gICAgaWYgKGZpZWxkID09PSAnZGF0YScpIHRoaXMuI2RhdGEucHVzaCh2YWx1ZSlcbiAgICBlbHNlIGlmIChmaWVsZCA9PT0gJ2V2ZW50JykgdGhpcy4jZXZlbnQgPSB2YWx1ZVxuICAgIGVsc2UgaWYgKGZpZWxkID09PSAnaWQnICYmICF2YWx1ZS5pbmNsdWRlcygnXFwwJykpIHRoaXMuI2lkID0gdmFsdWVcbiAgICByZXR1cm4gdW5kZWZpbmVkXG4gIH1cblxuICAjZGlzcGF0Y2goKTogU2VydmVyRXZlbnQgfCB1bmRlZmluZWQge1xuICAgIGNvbnN0IGV2ZW50ID0gdGhpcy4jZGF0YS5sZW5ndGggPyB7IGlkOiB0aGlzLiNpZCwgZXZlbnQ6IHRoaXMuI2V2ZW50LCBkYXRhOiB0aGlzLiNkYXRhLmpvaW4oJ1xcbicpIH0gOiB1bmRlZmluZWRcbiAgICB0aGlzLiNkYXRhID0gW11cbiAgICB0aGlzLiNldmVudCA9ICcnXG4gICAgcmV0dXJuIGV2ZW50XG4gIH1cbn1cblxuLyoqIFRoZSBzdHJlYW0gZmVsbCBzaWxlbnQgb3IgYnJva2Ugb2ZmLiAqL1xuZXhwb3J0IGNsYXNzIENvbm5lY3Rpb25Mb3N0IGV4dGVuZHMgRXJyb3Ige31cblxuLyoqXG4gKiBZaWVsZHMgdGhlIGV2ZW50cyBvZiBhIHJlc3BvbnNlIGJvZHkuIEEgc2VydmVyIHRoYXQgaXMgYWxpdmUgc2VuZHMgYXQgbGVhc3QgaGVhcnRiZWF0cywgc29cbiAqIHNpbGVuY2UgZm9yIGBpZGxlTXNgIGNvdW50cyBhcyBhIGxvc3QgY29ubmVjdGlvbi5cbiAqL1xuZXhwb3J0IGFzeW5jIGZ1bmN0aW9uKiByZWFkRXZlbnRzKGJvZHk6IFJlYWRhYmxlU3RyZWFtPFVpbnQ4QXJyYXk+LCBpZGxlTXM6IG51bWJlcik6IEFzeW5jR2VuZXJhdG9yPFNlcnZlckV2ZW50PiB7XG4gIGNvbnN0IHJlYWRlciA9IGJvZHkuZ2V0UmVhZGVyKClcbiAgY29uc3QgZGVjb2RlciA9IG5ldyBUZXh0RGVjb2RlcigpXG4gIGNvbnN0IHBhcnNlciA9IG5ldyBFdmVudFBhcnNlcigpXG4gIHRyeSB7XG4gICAgZm9yICg7Oykge1xuICAgICAgY29uc3QgeyBkb25lLCB2YWx1ZSB9ID0gYXdhaXQgd2l0aGluKHJlYWRlci5yZWFkKCksIGlkbGVNcylcbiAgICAgIGlmIChkb25lKSByZXR1cm5cbiAgICAgIHlpZWxkKiBwYXJzZXIucHVzaChkZWNvZGVyLmRlY29kZSh2YWx1ZSwgeyBzdHJlYW06IHRydWUgfSkpXG4gICAgfVxuICB9IGNhdGNoIChlcnJvcikge1xuICAgIHRocm93IGVycm9yIGluc3RhbmNlb2YgQ29ubmVjdGlvbkxvc3QgPyBlcnJvciA6IG5ldyBDb25uZWN0aW9uTG9zdCgnVGhlIHN0cmVhbSBicm9rZSBvZmYuJywgeyBjYXVzZTogZXJyb3IgfSlcbiAgfSBmaW5hbGx5IHtcbiAgICByZWFkZXIuY2FuY2VsKCkuY2F0Y2goKCkgPT4gdW5kZWZpbmVkKVxuICB9XG59XG5cbmZ1bmN0aW9uIHdpdGhpbjxUPihwcm9taXNlOiBQcm9taXNlPFQ+LCBtczogbnVtYmVyKTogUHJvbWlzZTxUPiB7XG4gIHJldHVybiBuZXcgUHJvbWlzZSgocmVzb2x2ZSwgcmVqZWN0KSA9PiB7XG4gICAgY29uc3QgdGltZXIgPSBzZXRUaW1lb3V0KCgpID0+IHJlamVjdChuZXcgQ29ubmVjdGlvbkxvc3QoJ1RoZSBzdHJlYW0gZmVsbCBzaWxlbnQuJykpLCBtcylcbiAgICBwcm9taXNlLmZpbmFsbHkoKCkgPT4gY2xlYXJUaW1lb3V0KHRpbWVyKSkudGhlbihyZXNvbHZlLCByZWplY3QpXG4gIH0pXG59XG4iXSwKICAibWFwcGluZ3MiOiAiO0FBQUEsT0FBTyxZQUFZO0FBQ25CLFNBQVMsVUFBVSxZQUFZOzs7QUNBeEIsSUFBTSxVQUFOLGNBQXNCLE1BQU07QUFBQSxFQUNqQyxZQUNXLE1BQ0EsUUFDVCxTQUNBO0FBQ0EsVUFBTSxPQUFPO0FBSko7QUFDQTtBQUFBLEVBSVg7QUFBQSxFQUxXO0FBQUEsRUFDQTtBQUtiO0FBZU8sSUFBTSxZQUFZLENBQUMsVUFBcUMsaUJBQWlCLFNBQVMsWUFBWTs7O0FDa0I5RixJQUFNLFlBQVksQ0FBQyxTQUEyQixNQUFNLFdBQVcsYUFBYSxNQUFNLFdBQVc7QUFFN0YsU0FBUyxRQUFRLFVBQWtCLFVBQVUsU0FBUyxHQUFTO0FBQ3BFLFNBQU8sRUFBRSxJQUFJLElBQUksVUFBVSxRQUFRLElBQUksUUFBUSxXQUFXLFNBQVMsQ0FBQyxHQUFHLFNBQVMsUUFBVyxRQUFRO0FBQ3JHO0FBR0EsU0FBUyxXQUFtQjtBQUMxQixTQUFPLE1BQU0sS0FBSyxPQUFPLGdCQUFnQixJQUFJLFdBQVcsRUFBRSxDQUFDLEdBQUcsQ0FBQyxTQUFTLEtBQUssU0FBUyxFQUFFLEVBQUUsU0FBUyxHQUFHLEdBQUcsQ0FBQyxFQUFFLEtBQUssRUFBRTtBQUNySDtBQUVPLElBQU0sU0FBUyxDQUFDLFVBQW9CLE9BQU8sVUFBVSxXQUFXLFFBQVE7QUFFL0UsSUFBTSxhQUF5QyxFQUFFLFNBQVMsV0FBVyxhQUFhLGVBQWUsUUFBUSxVQUFVLFNBQVMsWUFBWTtBQUdqSSxTQUFTLFlBQVksTUFBWUEsTUFBbUI7QUFDekQsUUFBTSxRQUFRQSxLQUFJO0FBQ2xCLE9BQUssS0FBSyxPQUFPQSxLQUFJLEVBQUU7QUFDdkIsT0FBSyxXQUFXLE9BQU9BLEtBQUksS0FBSyxLQUFLLE9BQU9BLEtBQUksUUFBUSxLQUFLLEtBQUs7QUFDbEUsT0FBSyxTQUFTLE9BQU9BLEtBQUksTUFBTTtBQUMvQixPQUFLLFNBQVMsV0FBVyxPQUFPQSxLQUFJLE1BQU0sQ0FBQyxLQUFLO0FBQ2hELE9BQUssVUFBVTtBQUNmLE1BQUksS0FBSyxXQUFXLFNBQVUsTUFBSyxVQUFVLEVBQUUsTUFBTSxVQUFVLE1BQU0sSUFBSSxNQUFNLEdBQUc7QUFDbEYsT0FBSyxVQUFVLENBQUM7QUFDaEIsYUFBVyxNQUFNLE9BQU8sWUFBWTtBQUN0QztBQUdPLFNBQVMsV0FBVyxNQUFZLFlBQThCO0FBQ25FLE1BQUksQ0FBQyxNQUFNLFFBQVEsVUFBVSxFQUFHLFFBQU87QUFDdkMsUUFBTSxTQUFTLEtBQUssUUFBUTtBQUM1QixhQUFXLGFBQWEsWUFBd0I7QUFDOUMsVUFBTSxPQUFPLE9BQU8sVUFBVSxJQUFJO0FBQ2xDLFVBQU0sUUFBUSxPQUFPLFVBQVUsSUFBSSxFQUFFLFlBQVksTUFBTTtBQUN2RCxVQUFNLFNBQWlCO0FBQUEsTUFDckIsUUFBUSxPQUFPLFVBQVUsTUFBTSxLQUFLLEtBQUssUUFBUSxTQUFTO0FBQUEsTUFDMUQsT0FBTyxPQUFPLFVBQVUsS0FBSyxNQUFNLFFBQVEsS0FBSyxRQUFRLDZCQUE2QixFQUFFLElBQUk7QUFBQSxNQUMzRixLQUFLLFFBQVEsT0FBTztBQUFBLE1BQ3BCLE1BQU0sT0FBTyxVQUFVLFVBQVU7QUFBQSxJQUNuQztBQUNBLFFBQUksT0FBTyxTQUFTLENBQUMsS0FBSyxRQUFRLEtBQUssQ0FBQyxVQUFVLE1BQU0sV0FBVyxPQUFPLE1BQU0sRUFBRyxNQUFLLFFBQVEsS0FBSyxNQUFNO0FBQUEsRUFDN0c7QUFDQSxTQUFPLEtBQUssUUFBUSxTQUFTO0FBQy9CO0FBRU8sU0FBUyxVQUFVLE1BQWNDLE9BQXVCO0FBQzdELE1BQUksT0FBb0I7QUFDeEIsTUFBSSxTQUFTLGdCQUFpQixRQUFPO0FBQUEsV0FDNUIsU0FBUyxlQUFnQixRQUFPO0FBQUEsV0FDaEMseUJBQXlCLEtBQUssSUFBSSxFQUFHLFFBQU87QUFBQSxXQUM1QyxLQUFLLFdBQVcsZUFBZSxFQUFHLFFBQU87QUFDbEQsU0FBTyxFQUFFLE1BQU0sTUFBQUEsT0FBTSxLQUFLO0FBQzVCO0FBR08sU0FBUyxlQUFlLE9BQXlCO0FBQ3RELE1BQUksQ0FBQyxVQUFVLEtBQUssRUFBRyxRQUFPLEVBQUUsTUFBTSxXQUFXLE1BQU0sSUFBSSxNQUFNLEdBQUc7QUFDcEUsUUFBTSxVQUFVLFVBQVUsTUFBTSxTQUFTLGVBQWUsTUFBTSxNQUFNLEtBQUssS0FBSyxNQUFNLE9BQU87QUFFM0YsU0FBTyxRQUFRLFNBQVMsV0FBVyxFQUFFLEdBQUcsU0FBUyxNQUFNLEdBQUcsSUFBSTtBQUNoRTtBQUVBLElBQU0saUJBQXlDLEVBQUUsS0FBSywwQkFBMEIsS0FBSyxlQUFlOzs7QUNsRzdGLFNBQVMsYUFBYSxNQUFnQixPQUFlLFNBQW1DO0FBQzdGLFFBQU0sU0FBUyxLQUFLLElBQUksQ0FBQ0MsTUFBSyxVQUFVO0FBQ3RDLFVBQU0sU0FBUyxVQUFVLEtBQUssU0FBUztBQUN2QyxVQUFNLFNBQVMsVUFBVSxXQUFXLENBQUMsUUFBUSxNQUFNLFFBQVEsYUFBYSxPQUFPQSxLQUFJLEtBQUssSUFBSSxVQUFVO0FBQ3RHLFVBQU0sT0FBTyxNQUFNLEtBQUssQ0FBQyxVQUFVLE1BQU0sT0FBTyxPQUFPQSxLQUFJLEVBQUUsQ0FBQyxLQUFLLFVBQVUsUUFBUSxFQUFFO0FBQ3ZGLFVBQU0sVUFBVSxLQUFLLFdBQVc7QUFDaEMsZ0JBQVksTUFBTUEsSUFBRztBQUNyQixRQUFJLFFBQVMsTUFBSyxTQUFTO0FBQUEsYUFDbEIsU0FBUyxXQUFXLENBQUNBLEtBQUksT0FBUSxNQUFLLFNBQVM7QUFDeEQsV0FBTztBQUFBLEVBQ1QsQ0FBQztBQUNELGFBQVcsUUFBUSxPQUFPO0FBQ3hCLFFBQUksT0FBTyxTQUFTLElBQUksS0FBTSxLQUFLLE1BQU0sU0FBUyxRQUFVO0FBRTVELFFBQUksU0FBUyxRQUFTLFFBQU8sT0FBTyxNQUFNLEVBQUUsUUFBUSxJQUFJLFNBQVMsQ0FBQyxFQUFFLENBQUM7QUFDckUsV0FBTyxLQUFLLElBQUk7QUFBQSxFQUNsQjtBQUNBLFNBQU87QUFDVDs7O0FDUkEsSUFBTSxrQkFBa0I7QUFHeEIsSUFBTSxRQUFRO0FBR1AsSUFBTSxlQUFOLE1BQW1CO0FBQUEsRUFDeEIsUUFBZ0IsQ0FBQztBQUFBLEVBQ2pCLFFBQWU7QUFBQTtBQUFBLEVBRWYsT0FBTztBQUFBO0FBQUEsRUFFUDtBQUFBLEVBRVM7QUFBQSxFQUNUO0FBQUEsRUFDQTtBQUFBLEVBQ0E7QUFBQSxFQUNBLGVBQWU7QUFBQTtBQUFBLEVBRWYsU0FBUztBQUFBLEVBQ1QsUUFBUSxJQUFJLGdCQUFnQjtBQUFBLEVBQzVCO0FBQUEsRUFFQSxZQUFZLE9BQWM7QUFDeEIsU0FBSyxTQUFTO0FBQUEsRUFDaEI7QUFBQSxFQUVBLElBQUksVUFBd0I7QUFDMUIsUUFBSSxLQUFLLFVBQVUsVUFBVSxDQUFDLEtBQUssTUFBTyxNQUFLLE9BQU8sUUFBUSxRQUFRLENBQUM7QUFBQSxFQUN6RTtBQUFBO0FBQUEsRUFHQSxNQUFNLE1BQWtCO0FBQ3RCLFFBQUksS0FBSyxVQUFVLFVBQVUsS0FBSyxNQUFPO0FBQ3pDLFNBQUssUUFBUSxLQUFLLE1BQU0sT0FBTyxDQUFDLFVBQVUsVUFBVSxJQUFJO0FBRXhELFNBQUssT0FBTyxLQUFLLEtBQUssUUFBUSxLQUFLLFFBQVEsSUFBSSxRQUFRLEtBQUssVUFBVSxLQUFLLE9BQU8sQ0FBQztBQUFBLEVBQ3JGO0FBQUEsRUFFQSxPQUFhO0FBQ1gsVUFBTSxPQUFPLEtBQUs7QUFDbEIsUUFBSSxLQUFLLFVBQVUsZUFBZSxDQUFDLEtBQU07QUFDekMsU0FBSyxRQUFRO0FBQ2IsU0FBSyxTQUFTO0FBQ2QsU0FBSyxPQUFPLFFBQVEsSUFBSTtBQUN4QixTQUFLLE9BQU8sUUFBUTtBQUNwQixRQUFJLENBQUMsS0FBSyxLQUFNLFFBQU8sS0FBSyxTQUFTO0FBQ3JDLFFBQUksS0FBSyxPQUFRLE1BQUssVUFBVTtBQUNoQyxTQUFLLGFBQWEsV0FBVyxNQUFNLEtBQUssU0FBUyxHQUFHLGVBQWU7QUFBQSxFQUNyRTtBQUFBO0FBQUEsRUFHQSxRQUFjO0FBQ1osUUFBSSxVQUFVLEtBQUssUUFBUSxLQUFLLEtBQUssT0FBUSxNQUFLLFVBQVU7QUFDNUQsU0FBSyxNQUFNLE1BQU07QUFDakIsU0FBSyxPQUFPLE1BQU0sTUFBTTtBQUN4QixTQUFLLFFBQVEsQ0FBQztBQUNkLFNBQUssT0FBTyxLQUFLLFdBQVcsS0FBSyxRQUFRO0FBQ3pDLFNBQUssS0FBSztBQUFBLEVBQ1o7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBLEVBTUEsTUFBTSxRQUFRLFVBQTJDO0FBQ3ZELFVBQU0sUUFBUSxLQUFLLE9BQU8sTUFBTSxLQUFLO0FBQ3JDLFFBQUksQ0FBQyxTQUFTLEtBQUssS0FBTTtBQUN6QixTQUFLLE9BQU8sRUFBRSxJQUFJLE1BQU0sSUFBSSxPQUFPLE1BQU0sTUFBTTtBQUMvQyxTQUFLLFdBQVcsTUFBTTtBQUN0QixTQUFLLE9BQU8sV0FBVztBQUN2QixVQUFNLEVBQUUsT0FBTyxJQUFJLEtBQUssT0FBTztBQUMvQixRQUFJO0FBQ0YsWUFBTSxLQUFLLFFBQVEsUUFBUSxJQUFJO0FBQUEsSUFDakMsU0FBUyxPQUFPO0FBQ2QsVUFBSSxPQUFPLFFBQVM7QUFDcEIsV0FBSyxPQUFPO0FBQ1osV0FBSyxLQUFLO0FBQ1YsWUFBTTtBQUNOLFVBQUksVUFBVSxLQUFLLEtBQUssTUFBTSxXQUFXLElBQUssTUFBSyxPQUFPLE1BQU0sTUFBTTtBQUFBLElBQ3hFO0FBQUEsRUFDRjtBQUFBLEVBRUEsVUFBZ0I7QUFDZCxpQkFBYSxLQUFLLFVBQVU7QUFDNUIsU0FBSyxNQUFNLE1BQU07QUFBQSxFQUNuQjtBQUFBLEVBRUEsT0FBTyxNQUFrQjtBQUN2QixTQUFLLE1BQU0sS0FBSyxJQUFJO0FBQ3BCLFNBQUssV0FBVztBQUNoQixTQUFLLGVBQWU7QUFDcEIsU0FBSyxTQUFTO0FBQ2QsU0FBSyxPQUFPLFdBQVc7QUFDdkIsU0FBSyxLQUFLLFFBQVEsSUFBSTtBQUFBLEVBQ3hCO0FBQUEsRUFFQSxNQUFNLFFBQVEsTUFBMkI7QUFDdkMsVUFBTSxFQUFFLE9BQU8sSUFBSSxLQUFLLE9BQU87QUFDL0IsUUFBSTtBQUNGLFlBQU0sTUFBTSxLQUFLLFFBQVMsTUFBTSxLQUFLLE9BQU8sSUFBSSxPQUFPLE1BQU07QUFDN0QsYUFBTyxlQUFlO0FBQ3RCLFdBQUssT0FBTztBQUNaLFdBQUssVUFBVSxJQUFJO0FBQ25CLHVCQUFpQixTQUFTLEtBQUssT0FBTyxJQUFJLElBQUksS0FBSyxLQUFLLFVBQVUsS0FBSyxTQUFTLE1BQU0sR0FBRztBQUN2RixZQUFJLEtBQUssTUFBTSxLQUFLLEVBQUc7QUFBQSxNQUN6QjtBQUNBLFlBQU0sS0FBSyxRQUFRLE1BQU07QUFBQSxJQUMzQixTQUFTLE9BQU87QUFDZCxVQUFJLE9BQU8sUUFBUztBQUNwQixVQUFJLENBQUMsS0FBSyxVQUFVLFVBQVUsS0FBSyxFQUFHLFFBQU8sS0FBSyxNQUFNLE1BQU0sZUFBZSxLQUFLLENBQUM7QUFDbkYsWUFBTSxLQUFLLFFBQVEsTUFBTSxFQUFFLE1BQU0sQ0FBQyxZQUFxQjtBQUNyRCxZQUFJLENBQUMsT0FBTyxRQUFTLE1BQUssTUFBTSxNQUFNLGVBQWUsT0FBTyxDQUFDO0FBQUEsTUFDL0QsQ0FBQztBQUFBLElBQ0g7QUFBQSxFQUNGO0FBQUE7QUFBQSxFQUdBLE1BQU0sUUFBUSxRQUFxQixTQUFTLE9BQXNCO0FBQ2hFLFVBQU0sRUFBRSxLQUFLLEtBQUssSUFBSSxLQUFLO0FBQzNCLFVBQU0sTUFBTSxLQUFLO0FBQ2pCLFFBQUksQ0FBQyxJQUFLO0FBQ1YsUUFBSSxVQUFVLFNBQVMsS0FBSztBQUM1QixlQUFTO0FBQ1AsVUFBSSxXQUFXLEdBQUc7QUFDaEIsYUFBSyxTQUFTLElBQUk7QUFDbEIsY0FBTSxLQUFLLFNBQVMsTUFBTTtBQUFBLE1BQzVCO0FBQ0E7QUFDQSxVQUFJO0FBQ0YseUJBQWlCLFNBQVMsSUFBSSxPQUFPLEtBQUssS0FBSyxjQUFjLE1BQU0sR0FBRztBQUNwRSxlQUFLLFNBQVMsS0FBSztBQUNuQixjQUFJLE1BQU0sU0FBUyxRQUFTLFdBQVU7QUFDdEMsY0FBSSxLQUFLLE1BQU0sS0FBSyxFQUFHO0FBQUEsUUFDekI7QUFBQSxNQUNGLFNBQVMsT0FBTztBQUNkLGNBQU0sUUFBUSxVQUFVLEtBQUssS0FBSyxNQUFNLFdBQVcsT0FBTyxNQUFNLFNBQVM7QUFDekUsWUFBSSxTQUFTLE9BQU8sUUFBUyxPQUFNO0FBQUEsTUFDckM7QUFBQSxJQUNGO0FBQUEsRUFDRjtBQUFBO0FBQUEsRUFHQSxNQUFNLE9BQTZCO0FBQ2pDLFFBQUksTUFBTSxTQUFTLFNBQVM7QUFDMUIsV0FBSyxTQUFTO0FBQ2QsVUFBSSxLQUFLLFVBQVUsV0FBWSxNQUFLLFVBQVU7QUFBQSxJQUNoRCxXQUFXLE1BQU0sU0FBUyxVQUFXLE1BQUssU0FBUyxNQUFNLElBQUk7QUFBQSxhQUNwRCxNQUFNLFNBQVMsT0FBTztBQUM3QixXQUFLLFFBQVEsTUFBTSxHQUFHO0FBQ3RCLGFBQU87QUFBQSxJQUNULE9BQU87QUFDTCxXQUFLLGVBQWUsTUFBTSxNQUFNLEtBQUs7QUFDckMsYUFBTyxLQUFLLE9BQU8sTUFBTSxLQUFLO0FBQUEsSUFDaEM7QUFDQSxXQUFPO0FBQUEsRUFDVDtBQUFBLEVBRUEsT0FBT0MsUUFBd0I7QUFDN0IsVUFBTSxPQUFPLE9BQU9BLE9BQU0sSUFBSSxFQUFFLFlBQVk7QUFDNUMsUUFBSSxNQUFNLEtBQUssSUFBSSxLQUFLLENBQUMsWUFBWSxLQUFLLE9BQU9BLE9BQU0sV0FBVyxDQUFDLEVBQUcsUUFBTztBQUM3RSxRQUFJLFNBQVMsV0FBWUEsT0FBTSxTQUFTLFNBQVMsY0FBZ0IsUUFBTyxLQUFLLFlBQVlBLE1BQUs7QUFDOUYsVUFBTSxPQUFPLEtBQUssUUFBUSxPQUFPQSxPQUFNLEVBQUUsQ0FBQztBQUMxQyxRQUFJLEtBQUssVUFBVSxZQUFZO0FBQzdCLFdBQUssVUFBVSxPQUFPQSxPQUFNLE9BQU8sS0FBSyxPQUFPQSxPQUFNLFNBQVM7QUFDOUQsVUFBSSxTQUFTLEtBQU0sWUFBVyxNQUFNQSxPQUFNLFlBQVk7QUFBQSxlQUM3QyxLQUFLLE9BQVEsTUFBSyxTQUFTO0FBQ3BDLFdBQUssT0FBTyxRQUFRLElBQUk7QUFBQSxJQUMxQjtBQUNBLFFBQUlBLE9BQU0sU0FBUyxRQUFRLFNBQVMsS0FBTSxRQUFPO0FBQ2pELFNBQUssUUFBUSxXQUFXO0FBQ3hCLFdBQU87QUFBQSxFQUNUO0FBQUEsRUFFQSxZQUFZQSxRQUF3QjtBQUNsQyxVQUFNLE9BQU8sS0FBSyxZQUFZLEtBQUssUUFBUSxPQUFPQSxPQUFNLEVBQUUsQ0FBQztBQUMzRCxVQUFNLFVBQVUsVUFBVSxPQUFPQSxPQUFNLE1BQU0sR0FBRyxPQUFPQSxPQUFNLEtBQUssS0FBSyxPQUFPQSxPQUFNLE9BQU8sQ0FBQztBQUU1RixRQUFJLFFBQVEsU0FBUyxTQUFVLE1BQUssVUFBVSxRQUFRLEVBQUUsRUFBRTtBQUMxRCxTQUFLLE1BQU0sTUFBTSxPQUFPO0FBQ3hCLFdBQU87QUFBQSxFQUNUO0FBQUE7QUFBQSxFQUdBLFFBQVEsSUFBa0I7QUFDeEIsVUFBTSxRQUFRLEtBQUssTUFBTSxLQUFLLENBQUNDLFVBQVNBLE1BQUssT0FBTyxNQUFNLEVBQUU7QUFDNUQsUUFBSSxPQUFPLFNBQVMsS0FBSztBQUN6QixRQUFJLENBQUMsUUFBUyxLQUFLLE1BQU0sTUFBTSxLQUFLLE9BQU8sSUFBSztBQUM5QyxhQUFPLFFBQVEsS0FBSyxVQUFVLFlBQVksSUFBSSxLQUFLLFVBQVUsT0FBTztBQUNwRSxXQUFLLE1BQU0sS0FBSyxJQUFJO0FBQ3BCLFdBQUssT0FBTyxRQUFRO0FBQUEsSUFDdEI7QUFDQSxTQUFLLE9BQU87QUFDWixTQUFLLFdBQVc7QUFDaEIsU0FBSyxTQUFTO0FBQ2QsUUFBSSxLQUFLLFVBQVUsWUFBYSxNQUFLLE9BQU8sV0FBVztBQUN2RCxXQUFPO0FBQUEsRUFDVDtBQUFBLEVBRUEsU0FBUyxNQUFzQjtBQUM3QixTQUFLLFFBQVEsYUFBYSxNQUFNLEtBQUssT0FBTyxLQUFLLFFBQVE7QUFDekQsVUFBTUMsUUFBTyxLQUFLLE1BQU0sR0FBRyxFQUFFO0FBQzdCLFFBQUksS0FBSyxVQUFVLGVBQWUsVUFBVUEsS0FBSSxHQUFHO0FBQ2pELFdBQUssV0FBV0E7QUFDaEIsV0FBSyxTQUFTO0FBQ2QsV0FBSyxPQUFPLFdBQVc7QUFBQSxJQUN6QjtBQUNBLFNBQUssT0FBTyxRQUFRO0FBQ3BCLGVBQVcsUUFBUSxLQUFLLE1BQU8sTUFBSyxPQUFPLFFBQVEsSUFBSTtBQUFBLEVBQ3pEO0FBQUE7QUFBQSxFQUdBLFFBQVEsS0FBbUI7QUFDekIsVUFBTSxPQUFPLEtBQUs7QUFDbEIsUUFBSSxLQUFLLFVBQVUsWUFBYSxNQUFLLGVBQWU7QUFDcEQsUUFBSSxRQUFRLFVBQVUsSUFBSSxHQUFHO0FBQzNCLFVBQUksQ0FBQyxLQUFLLEdBQUksUUFBTyxLQUFLLE1BQU0sTUFBTSxFQUFFLE1BQU0sV0FBVyxNQUFNLElBQUksTUFBTSxHQUFHLENBQUM7QUFDN0UsVUFBSSxRQUFRLFFBQVMsUUFBTyxLQUFLLE1BQU0sTUFBTSxVQUFVLElBQUksRUFBRSxDQUFDO0FBQzlELFdBQUssU0FBUyxRQUFRLFlBQVksWUFBWTtBQUM5QyxXQUFLLE9BQU8sUUFBUSxJQUFJO0FBQUEsSUFDMUI7QUFDQSxTQUFLLEtBQUs7QUFBQSxFQUNaO0FBQUE7QUFBQSxFQUdBLGlCQUF1QjtBQUNyQixVQUFNLFVBQVUsS0FBSztBQUNyQixRQUFJLENBQUMsV0FBVyxLQUFLLE1BQU0sR0FBRyxFQUFFLEdBQUcsYUFBYSxRQUFRLFNBQVU7QUFDbEUsVUFBTSxPQUFPLFFBQVEsUUFBUSxVQUFVLFFBQVEsT0FBTztBQUN0RCxTQUFLLFNBQVM7QUFDZCxTQUFLLFVBQVUsRUFBRSxNQUFNLFdBQVcsTUFBTSxJQUFJLE1BQU0sR0FBRztBQUNyRCxTQUFLLE1BQU0sS0FBSyxJQUFJO0FBQUEsRUFDdEI7QUFBQSxFQUVBLE1BQU0sTUFBWSxTQUF3QjtBQUN4QyxRQUFJLEtBQUssVUFBVSxZQUFZO0FBQzdCLFdBQUssU0FBUztBQUNkLFdBQUssVUFBVTtBQUNmLFVBQUksUUFBUSxTQUFTLFdBQVcsUUFBUSxTQUFTLE9BQVEsTUFBSyxRQUFRO0FBQ3RFLFVBQUksUUFBUSxTQUFTLE1BQU8sU0FBUSxLQUFLLGNBQWMsUUFBUSxJQUFJLEtBQUssUUFBUSxJQUFJLEVBQUU7QUFDdEYsV0FBSyxPQUFPLFFBQVEsSUFBSTtBQUFBLElBQzFCO0FBQ0EsU0FBSyxLQUFLO0FBQUEsRUFDWjtBQUFBLEVBRUEsWUFBa0I7QUFFaEIsUUFBSSxLQUFLLEtBQU0sTUFBSyxPQUFPLElBQUksS0FBSyxLQUFLLElBQUksRUFBRSxNQUFNLE1BQU0sTUFBUztBQUFBLEVBQ3RFO0FBQUEsRUFFQSxXQUFpQjtBQUNmLFNBQUssTUFBTSxNQUFNO0FBQ2pCLFNBQUssS0FBSztBQUFBLEVBQ1o7QUFBQSxFQUVBLE9BQWE7QUFDWCxpQkFBYSxLQUFLLFVBQVU7QUFDNUIsU0FBSyxXQUFXLEtBQUssV0FBVztBQUNoQyxTQUFLLE9BQU87QUFDWixRQUFJLEtBQUssS0FBTSxNQUFLLE9BQU8sTUFBTSxLQUFLLEtBQUssSUFBSTtBQUMvQyxTQUFLLE9BQU8sTUFBTTtBQUFBLEVBQ3BCO0FBQUEsRUFFQSxVQUFVLEVBQUUsVUFBVSxRQUFRLEdBQWU7QUFDM0MsUUFBSSxLQUFLLEtBQU0sTUFBSyxPQUFPLE1BQU0sS0FBSyxFQUFFLEdBQUcsS0FBSyxNQUFNLFNBQVMsRUFBRSxVQUFVLFFBQVEsRUFBRSxDQUFDO0FBQUEsRUFDeEY7QUFBQSxFQUVBLFNBQTBCO0FBQ3hCLFNBQUssTUFBTSxNQUFNO0FBQ2pCLFdBQVEsS0FBSyxRQUFRLElBQUksZ0JBQWdCO0FBQUEsRUFDM0M7QUFBQSxFQUVBLFNBQVMsTUFBcUI7QUFDNUIsUUFBSSxLQUFLLFNBQVMsS0FBTTtBQUN4QixTQUFLLE9BQU87QUFDWixTQUFLLE9BQU8sUUFBUTtBQUFBLEVBQ3RCO0FBQUEsRUFFQSxPQUFPLE9BQW9CO0FBQ3pCLFNBQUssUUFBUTtBQUNiLFNBQUssT0FBTyxRQUFRO0FBQUEsRUFDdEI7QUFDRjs7O0FDeFBPLElBQU0saUJBQU4sY0FBNkIsTUFBTTtBQUFDOzs7QUwxQzNDLElBQU0sTUFBdUIsRUFBRSxJQUFJLE9BQU8sT0FBTyxNQUFNO0FBQ3ZELElBQU0sUUFBcUIsRUFBRSxNQUFNLFFBQVE7QUFDM0MsSUFBTSxRQUFRLENBQUMsSUFBWSxZQUFpQyxFQUFFLE1BQU0sU0FBUyxJQUFJLE9BQU8sRUFBRSxJQUFJLE9BQU8sYUFBYSxPQUFPLEdBQUcsT0FBTyxFQUFFO0FBQ3JJLElBQU0sT0FBTyxDQUFDLElBQVksWUFBaUMsTUFBTSxJQUFJLEVBQUUsUUFBUSxDQUFDO0FBQ2hGLElBQU0sT0FBTyxNQUFNLE9BQU8sRUFBRSxNQUFNLGdCQUFnQixNQUFNLEtBQUssQ0FBQztBQUM5RCxJQUFNLE1BQU0sQ0FBQyxNQUFNLGlCQUE4QixFQUFFLE1BQU0sT0FBTyxJQUFJO0FBQ3BFLElBQU0sVUFBVSxJQUFJLFVBQWlDLEVBQUUsTUFBTSxXQUFXLEtBQUs7QUFDN0UsSUFBTSxNQUFNLENBQUMsSUFBWSxPQUFlLFFBQWdCLFlBQTZCLEVBQUUsSUFBSSxPQUFPLFFBQVEsUUFBUSxXQUFXLEtBQUs7QUFHbEksSUFBTSxVQUFOLE1BQWlDO0FBQUEsRUFDL0IsUUFBa0IsQ0FBQztBQUFBLEVBQ25CLFVBQW9CLENBQUM7QUFBQSxFQUNyQjtBQUFBLEVBQ0EsUUFBUTtBQUFBLEVBQ1IsU0FBcUIsTUFBTTtBQUFBLEVBRTNCLFNBQW1DO0FBQ2pDLFNBQUssTUFBTSxLQUFLLFFBQVE7QUFDeEIsV0FBTyxLQUFLLGNBQWMsUUFBUSxPQUFPLEtBQUssV0FBVyxJQUFJLFFBQVEsUUFBUSxHQUFHO0FBQUEsRUFDbEY7QUFBQSxFQUVBLElBQUksR0FBb0IsVUFBa0IsU0FBaUIsUUFBaUQ7QUFDMUcsU0FBSyxNQUFNLEtBQUssT0FBTyxRQUFRLElBQUksT0FBTyxFQUFFO0FBQzVDLFdBQU8sS0FBSyxNQUFNLE1BQU07QUFBQSxFQUMxQjtBQUFBLEVBRUEsT0FBTyxHQUFvQixhQUFxQixRQUFpRDtBQUMvRixTQUFLLE1BQU0sS0FBSyxVQUFVLFdBQVcsR0FBRyxLQUFLLENBQUM7QUFDOUMsV0FBTyxLQUFLLE1BQU0sTUFBTTtBQUFBLEVBQzFCO0FBQUEsRUFFQSxPQUFzQjtBQUNwQixTQUFLO0FBQ0wsU0FBSyxPQUFPO0FBQ1osV0FBTyxRQUFRLFFBQVE7QUFBQSxFQUN6QjtBQUFBLEVBRUEsT0FBTyxNQUFNLFFBQWtEO0FBQzdELGVBQVcsUUFBUSxLQUFLLFFBQVEsTUFBTSxLQUFLLENBQUMsSUFBSSxlQUFlLGtCQUFrQixDQUFDLEdBQUc7QUFDbkYsWUFBTSxLQUFLO0FBQ1gsYUFBTyxlQUFlO0FBQ3RCLFVBQUksU0FBUyxPQUFRLE9BQU0sSUFBSSxRQUFRLENBQUMsR0FBRyxXQUFXLE9BQU8saUJBQWlCLFNBQVMsTUFBTSxPQUFPLE9BQU8sTUFBZSxDQUFDLENBQUM7QUFBQSxlQUNuSCxnQkFBZ0IsTUFBTyxPQUFNO0FBQUEsVUFDakMsT0FBTTtBQUFBLElBQ2I7QUFBQSxFQUNGO0FBQ0Y7QUFFQSxJQUFNLFlBQU4sTUFBNkM7QUFBQSxFQUMzQyxZQUFtQixPQUEyQjtBQUEzQjtBQUFBLEVBQTRCO0FBQUEsRUFBNUI7QUFBQSxFQUNuQixPQUFPO0FBQ0wsV0FBTyxLQUFLO0FBQUEsRUFDZDtBQUFBLEVBQ0EsS0FBSyxjQUFpQztBQUNwQyxTQUFLLFFBQVE7QUFBQSxFQUNmO0FBQUEsRUFDQSxRQUFRO0FBQ04sU0FBSyxRQUFRO0FBQUEsRUFDZjtBQUNGO0FBRUEsSUFBTSxPQUFPLE1BQU0sSUFBSSxRQUFRLENBQUMsWUFBWSxhQUFhLE9BQU8sQ0FBQztBQUVqRSxTQUFTLElBQUksU0FBbUIsT0FBMkI7QUFDekQsUUFBTSxNQUFNLElBQUksUUFBUTtBQUN4QixNQUFJLFVBQVU7QUFDZCxRQUFNLFFBQVEsSUFBSSxVQUFVLEtBQUs7QUFDakMsUUFBTSxRQUFrQixDQUFDO0FBQ3pCLE1BQUksV0FBVztBQUNmLFFBQU0sZUFBNkIsSUFBSSxhQUFhO0FBQUEsSUFDbEQ7QUFBQSxJQUNBO0FBQUEsSUFDQSxNQUFNLENBQUMsYUFBYSxNQUFNLEtBQUssT0FBTyxHQUFHLEtBQUssRUFBRSxLQUFLLE1BQU0sTUFBUztBQUFBLElBQ3BFLFNBQVMsTUFBTyxhQUFhLGNBQWM7QUFBQSxFQUM3QyxDQUFDO0FBQ0QsUUFBTSxVQUFVLFlBQVk7QUFDMUIsYUFBUyxLQUFLLEdBQUcsS0FBSyxPQUFPLGFBQWEsVUFBVSxRQUFRLEtBQU0sT0FBTSxLQUFLO0FBQzdFLFdBQU8sTUFBTSxhQUFhLE9BQU8sTUFBTTtBQUFBLEVBQ3pDO0FBQ0EsUUFBTSxRQUFRLE9BQU8sY0FBNkI7QUFDaEQsYUFBUyxLQUFLLEdBQUcsS0FBSyxPQUFPLENBQUMsVUFBVSxHQUFHLEtBQU0sT0FBTSxLQUFLO0FBQzVELFdBQU8sR0FBRyxVQUFVLENBQUM7QUFBQSxFQUN2QjtBQUNBLFFBQU0sUUFBUSxNQUFNLGFBQWEsTUFBTSxJQUFJLENBQUMsRUFBRSxVQUFVLFFBQVEsT0FBTyxNQUFNLEdBQUcsUUFBUSxNQUFNLE1BQU0sS0FBSyxNQUFNLEdBQUc7QUFDbEgsU0FBTyxFQUFFLEtBQUssT0FBTyxPQUFPLGNBQWMsU0FBUyxPQUFPLE9BQU8sU0FBUyxNQUFNLFNBQVM7QUFDM0Y7QUFFQSxJQUFNLFVBQVU7QUFFaEIsU0FBUyxVQUFVLE1BQU07QUFDdkIsT0FBSyxrRkFBa0YsWUFBWTtBQUNqRyxVQUFNLEVBQUUsS0FBSyxPQUFPLGNBQWMsU0FBUyxNQUFNLElBQUksSUFBSSxDQUFDLENBQUMsT0FBTyxNQUFNLE9BQU8sRUFBRSxNQUFNLE1BQU0sY0FBYyxDQUFDLEVBQUUsSUFBSSxLQUFLLE1BQU0sT0FBTyxNQUFNLHFCQUFxQixDQUFDLEVBQUUsQ0FBQyxHQUFHLEtBQUssT0FBTyxLQUFLLEdBQUcsTUFBTSxJQUFJLEVBQUUsTUFBTSxhQUFhLGFBQWEsU0FBUyxTQUFTLElBQUksQ0FBQyxHQUFHLEtBQUssT0FBTyxJQUFJLEdBQUcsTUFBTSxLQUFLLE9BQU8sTUFBTSxDQUFDLENBQUMsQ0FBQztBQUM5UyxpQkFBYSxJQUFJLElBQUk7QUFDckIsV0FBTyxNQUFNLE1BQU0sT0FBTyxNQUFTO0FBQ25DLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyxtQkFBbUIsQ0FBQztBQUMvQyxXQUFPLFVBQVUsYUFBYSxNQUFNLENBQUMsR0FBRyxTQUFTLENBQUMsRUFBRSxRQUFRLEdBQUcsT0FBTyxhQUFhLEtBQUssc0JBQXNCLE1BQU0sR0FBRyxDQUFDLENBQUM7QUFDekgsV0FBTyxVQUFVLE1BQU0sT0FBTyxHQUFHO0FBQ2pDLFdBQU8sTUFBTSxJQUFJLE1BQU0sQ0FBQyxHQUFHLFFBQVE7QUFDbkMsV0FBTyxNQUFNLElBQUksTUFBTSxDQUFDLEdBQUcsTUFBTSxHQUFHLEVBQUUsQ0FBQyxLQUFLLElBQUksT0FBTztBQUFBLEVBQ3pELENBQUM7QUFFRCxPQUFLLDBCQUEwQixZQUFZO0FBQ3pDLFVBQU0sRUFBRSxLQUFLLGNBQWMsUUFBUSxJQUFJLElBQUksQ0FBQyxDQUFDLE9BQU8sS0FBSyxPQUFPLEdBQUcsR0FBRyxJQUFJLENBQUMsQ0FBQztBQUM1RSxpQkFBYSxJQUFJLEtBQUs7QUFDdEIsaUJBQWEsSUFBSSxLQUFLO0FBQ3RCLFVBQU0sUUFBUTtBQUNkLFdBQU8sTUFBTSxJQUFJLE1BQU0sT0FBTyxDQUFDLFNBQVMsS0FBSyxXQUFXLEtBQUssQ0FBQyxFQUFFLFFBQVEsQ0FBQztBQUFBLEVBQzNFLENBQUM7QUFFRCxPQUFLLCtDQUErQyxZQUFZO0FBQzlELFVBQU0sRUFBRSxPQUFPLGNBQWMsTUFBTSxJQUFJLElBQUksQ0FBQyxDQUFDLE9BQU8sS0FBSyxPQUFPLEdBQUcsR0FBRyxNQUFNLENBQUMsQ0FBQztBQUM5RSxpQkFBYSxJQUFJLEtBQUs7QUFDdEIsVUFBTSxNQUFNLE1BQU0sYUFBYSxNQUFNLENBQUMsR0FBRyxXQUFXLFdBQVc7QUFDL0QsV0FBTyxNQUFNLE1BQU0sT0FBTyxTQUFTLFVBQVUsS0FBSztBQUNsRCxpQkFBYSxRQUFRO0FBQUEsRUFDdkIsQ0FBQztBQUNILENBQUM7QUFFRCxTQUFTLG1CQUFtQixNQUFNO0FBQ2hDLE9BQUssaUVBQWlFLFlBQVk7QUFDaEYsVUFBTSxFQUFFLEtBQUssY0FBYyxTQUFTLE1BQU0sSUFBSSxJQUFJLENBQUMsQ0FBQyxJQUFJLFVBQVUsaUJBQWlCLENBQUMsR0FBRyxDQUFDLE9BQU8sS0FBSyxPQUFPLEdBQUcsR0FBRyxJQUFJLENBQUMsQ0FBQztBQUN2SCxpQkFBYSxJQUFJLEtBQUs7QUFDdEIsVUFBTSxRQUFRO0FBQ2QsV0FBTyxVQUFVLE1BQU0sR0FBRyxDQUFDLGlCQUFpQixDQUFDO0FBQzdDLFdBQU8sTUFBTSxhQUFhLE1BQU0sQ0FBQyxHQUFHLFNBQVMsTUFBTSxTQUFTO0FBQzVELGlCQUFhLE1BQU0sYUFBYSxNQUFNLENBQUMsQ0FBRTtBQUN6QyxVQUFNLFFBQVE7QUFDZCxXQUFPLFVBQVUsTUFBTSxHQUFHLENBQUMsZ0JBQWdCLENBQUM7QUFDNUMsVUFBTSxXQUFXLElBQUksTUFBTSxPQUFPLENBQUMsU0FBUyxLQUFLLFdBQVcsS0FBSyxDQUFDLEVBQUUsSUFBSSxDQUFDLFNBQVMsS0FBSyxNQUFNLEdBQUcsRUFBRSxDQUFDLENBQUM7QUFDcEcsV0FBTyxNQUFNLFNBQVMsQ0FBQyxHQUFHLFNBQVMsQ0FBQyxDQUFDO0FBQUEsRUFDdkMsQ0FBQztBQUVELE9BQUssMkNBQTJDLFlBQVk7QUFDMUQsVUFBTSxFQUFFLEtBQUssY0FBYyxRQUFRLElBQUksSUFBSSxDQUFDLENBQUMsT0FBTyxNQUFNLE9BQU8sRUFBRSxNQUFNLFNBQVMsT0FBTyxhQUFhLE1BQU0sS0FBSyxDQUFDLENBQUMsR0FBRyxDQUFDLE9BQU8sSUFBSSxDQUFDLENBQUM7QUFDcEksaUJBQWEsSUFBSSxLQUFLO0FBQ3RCLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxhQUFhLE1BQU0sQ0FBQyxHQUFHLFNBQVMsRUFBRSxNQUFNLFVBQVUsTUFBTSxhQUFhLE1BQU0sR0FBRyxDQUFDO0FBQ2hHLGlCQUFhLE1BQU0sYUFBYSxNQUFNLENBQUMsQ0FBRTtBQUN6QyxVQUFNLFFBQVE7QUFDZCxVQUFNLFdBQVcsSUFBSSxNQUFNLE9BQU8sQ0FBQyxTQUFTLEtBQUssV0FBVyxLQUFLLENBQUMsRUFBRSxJQUFJLENBQUMsU0FBUyxLQUFLLE1BQU0sR0FBRyxFQUFFLENBQUMsQ0FBQztBQUNwRyxXQUFPLFNBQVMsU0FBUyxDQUFDLEdBQUcsU0FBUyxDQUFDLENBQUM7QUFBQSxFQUMxQyxDQUFDO0FBRUQsT0FBSywrQkFBK0IsWUFBWTtBQUM5QyxVQUFNLEVBQUUsS0FBSyxjQUFjLFNBQVMsTUFBTSxJQUFJLElBQUksQ0FBQyxDQUFDO0FBQ3BELFFBQUksY0FBYyxJQUFJLFFBQVEsZ0JBQWdCLEtBQUssWUFBWTtBQUMvRCxpQkFBYSxJQUFJLEtBQUs7QUFDdEIsVUFBTSxRQUFRO0FBQ2QsV0FBTyxVQUFVLE1BQU0sR0FBRyxDQUFDLGlCQUFpQixDQUFDO0FBQzdDLFdBQU8sVUFBVSxhQUFhLE1BQU0sQ0FBQyxHQUFHLFNBQVMsRUFBRSxNQUFNLFFBQVEsTUFBTSxjQUFjLE1BQU0sZUFBZSxDQUFDO0FBQzNHLFdBQU8sTUFBTSxhQUFhLE9BQU8sTUFBUztBQUFBLEVBQzVDLENBQUM7QUFFRCxPQUFLLDZEQUE2RCxZQUFZO0FBQzVFLFVBQU0sRUFBRSxLQUFLLE9BQU8sY0FBYyxTQUFTLE1BQU0sSUFBSSxJQUFJLENBQUMsQ0FBQyxPQUFPLE1BQU0sSUFBSSxFQUFFLE1BQU0sU0FBUyxRQUFRLGlCQUFpQixPQUFPLFdBQVcsU0FBUyxXQUFXLE1BQU0sS0FBSyxDQUFDLENBQUMsR0FBRyxDQUFDLE9BQU8sS0FBSyxPQUFPLEdBQUcsR0FBRyxJQUFJLENBQUMsQ0FBQztBQUM1TSxpQkFBYSxJQUFJLEtBQUs7QUFDdEIsVUFBTSxRQUFRO0FBQ2QsV0FBTyxVQUFVLGFBQWEsT0FBTyxFQUFFLE1BQU0sU0FBUyxNQUFNLFdBQVcsTUFBTSxnQkFBZ0IsQ0FBQztBQUM5RixpQkFBYSxJQUFJLEtBQUs7QUFDdEIsV0FBTyxNQUFNLGFBQWEsTUFBTSxRQUFRLENBQUM7QUFDekMsaUJBQWEsTUFBTTtBQUNuQixXQUFPLFVBQVUsQ0FBQyxhQUFhLE9BQU8sYUFBYSxPQUFPLE1BQU0sS0FBSyxHQUFHLENBQUMsQ0FBQyxHQUFHLFFBQVcsTUFBUyxDQUFDO0FBQ2xHLGlCQUFhLElBQUksS0FBSztBQUN0QixVQUFNLFFBQVE7QUFDZCxXQUFPLFVBQVUsTUFBTSxHQUFHLENBQUMsZ0JBQWdCLENBQUM7QUFDNUMsV0FBTyxNQUFNLElBQUksTUFBTSxPQUFPLENBQUMsU0FBUyxTQUFTLFFBQVEsRUFBRSxRQUFRLENBQUM7QUFBQSxFQUN0RSxDQUFDO0FBRUQsT0FBSyx5REFBeUQsT0FBTyxZQUFZO0FBQy9FLFVBQU0sT0FBTyxRQUFRLEtBQUssT0FBTyxTQUFTLFFBQVEsTUFBTSxNQUFTO0FBQ2pFLFVBQU0sRUFBRSxjQUFjLFFBQVEsSUFBSSxJQUFJLENBQUMsQ0FBQyxJQUFJLFFBQVEsZ0JBQWdCLEtBQUssdUJBQXVCLENBQUMsQ0FBQyxDQUFDO0FBQ25HLGlCQUFhLElBQUksS0FBSztBQUN0QixVQUFNLFFBQVE7QUFDZCxXQUFPLE1BQU0sYUFBYSxNQUFNLENBQUMsR0FBRyxTQUFTLE1BQU0sS0FBSztBQUN4RCxXQUFPLE1BQU0sT0FBTyxLQUFLLEtBQUssTUFBTSxDQUFDLEdBQUcsVUFBVSxDQUFDLENBQUMsR0FBRyxjQUFjO0FBQUEsRUFDdkUsQ0FBQztBQUNILENBQUM7QUFFRCxTQUFTLHFCQUFxQixNQUFNO0FBQ2xDLE9BQUsseURBQXlELFlBQVk7QUFDeEUsVUFBTSxFQUFFLEtBQUssT0FBTyxjQUFjLFNBQVMsT0FBTyxRQUFRLElBQUksSUFBSTtBQUFBLE1BQ2hFLENBQUMsT0FBTyxLQUFLLE9BQU8sTUFBTSxHQUFHLEtBQUssT0FBTyxNQUFNLEdBQUcsSUFBSSxlQUFlLEtBQUssQ0FBQztBQUFBLE1BQzNFLENBQUMsSUFBSSxVQUFVLFlBQVksQ0FBQztBQUFBLE1BQzVCLENBQUMsUUFBUSxJQUFJLE9BQU8sTUFBTSxVQUFVLENBQUMsR0FBRyxLQUFLLE9BQU8sT0FBTyxHQUFHLElBQUksQ0FBQztBQUFBLElBQ3JFLENBQUM7QUFDRCxpQkFBYSxJQUFJLElBQUk7QUFDckIsVUFBTSxDQUFDLElBQUksSUFBSSxhQUFhO0FBQzVCLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQywyQkFBMkIsQ0FBQztBQUN2RCxXQUFPLE1BQU0sYUFBYSxNQUFNLENBQUMsR0FBRyxJQUFJO0FBQ3hDLFdBQU8sVUFBVSxJQUFJLE1BQU0sTUFBTSxDQUFDLEdBQUcsQ0FBQyxjQUFjLFlBQVksQ0FBQztBQUNqRSxXQUFPLFVBQVUsT0FBTyxDQUFDLEdBQUcsQ0FBQyxDQUFDO0FBQzlCLFdBQU8sR0FBRyxRQUFRLEtBQUssQ0FBQyxhQUFhLElBQUk7QUFBQSxFQUMzQyxDQUFDO0FBRUQsT0FBSywrREFBK0QsWUFBWTtBQUM5RSxVQUFNLEVBQUUsS0FBSyxjQUFjLFNBQVMsTUFBTSxJQUFJLElBQUksQ0FBQyxDQUFDLE9BQU8sSUFBSSxlQUFlLEtBQUssQ0FBQyxHQUFHLENBQUMsUUFBUSxJQUFJLE9BQU8sTUFBTSxhQUFhLE1BQU0sQ0FBQyxHQUFHLElBQUksQ0FBQyxDQUFDLENBQUM7QUFDL0ksaUJBQWEsSUFBSSxJQUFJO0FBQ3JCLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyx1QkFBdUIsQ0FBQztBQUNuRCxXQUFPLE1BQU0sSUFBSSxNQUFNLEdBQUcsRUFBRSxHQUFHLFFBQVE7QUFBQSxFQUN6QyxDQUFDO0FBRUQsT0FBSyx1RUFBdUUsWUFBWTtBQUN0RixVQUFNLEVBQUUsY0FBYyxTQUFTLE1BQU0sSUFBSSxJQUFJLENBQUMsQ0FBQyxPQUFPLEtBQUssSUFBSSxLQUFLLEdBQUcsSUFBSSxlQUFlLEtBQUssQ0FBQyxHQUFHLENBQUMsUUFBUSxJQUFJLE9BQU8sT0FBTyxLQUFLLE1BQU0sQ0FBQyxHQUFHLEtBQUssT0FBTyxNQUFNLEdBQUcsS0FBSyxPQUFPLElBQUksR0FBRyxJQUFJLENBQUMsQ0FBQyxDQUFDO0FBQzVMLGlCQUFhLElBQUksSUFBSTtBQUNyQixVQUFNLFFBQVE7QUFDZCxXQUFPLFVBQVUsTUFBTSxHQUFHLENBQUMsa0JBQWtCLG9CQUFvQixDQUFDO0FBQUEsRUFDcEUsQ0FBQztBQUVELE9BQUssdURBQXVELFlBQVk7QUFDdEUsVUFBTSxFQUFFLGNBQWMsU0FBUyxNQUFNLElBQUksSUFBSSxDQUFDLENBQUMsT0FBTyxLQUFLLE9BQU8sR0FBRyxDQUFDLEdBQUcsQ0FBQyxRQUFRLElBQUksT0FBTyxNQUFNLEdBQUcsQ0FBQyxHQUFHLEtBQUssT0FBTyxHQUFHLEdBQUcsSUFBSSxDQUFDLENBQUM7QUFDbEksaUJBQWEsSUFBSSxJQUFJO0FBQ3JCLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyxnQkFBZ0IsQ0FBQztBQUFBLEVBQzlDLENBQUM7QUFFRCxPQUFLLG1CQUFtQixZQUFZO0FBQ2xDLFVBQU0sRUFBRSxPQUFPLGNBQWMsU0FBUyxNQUFNLElBQUksSUFBSTtBQUFBLE1BQ2xELENBQUMsT0FBTyxLQUFLLE9BQU8sR0FBRyxHQUFHLElBQUksZUFBZSxLQUFLLENBQUM7QUFBQSxNQUNuRCxDQUFDLFFBQVEsSUFBSSxPQUFPLE1BQU0sR0FBRyxDQUFDLEdBQUcsS0FBSyxPQUFPLEdBQUcsR0FBRyxJQUFJLGVBQWUsS0FBSyxDQUFDO0FBQUEsTUFDNUUsQ0FBQyxRQUFRLElBQUksT0FBTyxNQUFNLElBQUksQ0FBQyxHQUFHLElBQUksZUFBZSxLQUFLLENBQUM7QUFBQSxNQUMzRCxDQUFDLElBQUksUUFBUSxJQUFJLEtBQUssRUFBRSxDQUFDO0FBQUEsTUFDekIsQ0FBQyxRQUFRLElBQUksT0FBTyxNQUFNLE9BQU8sTUFBTSxDQUFDLEdBQUcsSUFBSSxDQUFDO0FBQUEsSUFDbEQsQ0FBQztBQUNELGlCQUFhLElBQUksSUFBSTtBQUNyQixVQUFNLFFBQVE7QUFDZCxXQUFPLFVBQVUsTUFBTSxHQUFHLENBQUMsaUJBQWlCLENBQUM7QUFDN0MsV0FBTyxVQUFVLE9BQU8sQ0FBQyxHQUFHLEdBQUcsR0FBRyxDQUFDLENBQUM7QUFBQSxFQUN0QyxDQUFDO0FBRUQsT0FBSywyQ0FBMkMsWUFBWTtBQUMxRCxlQUFXLENBQUMsS0FBSyxNQUFNLEtBQUssQ0FBQyxDQUFDLFdBQVcsU0FBUyxHQUFHLENBQUMsU0FBUyxRQUFRLENBQUMsR0FBWTtBQUNsRixZQUFNLEVBQUUsY0FBYyxTQUFTLE1BQU0sSUFBSSxJQUFJLENBQUMsQ0FBQyxPQUFPLEtBQUssT0FBTyxHQUFHLEdBQUcsSUFBSSxlQUFlLEtBQUssQ0FBQyxHQUFHLENBQUMsUUFBUSxJQUFJLE9BQU8sTUFBTSxHQUFHLENBQUMsR0FBRyxJQUFJLEdBQUcsQ0FBQyxDQUFDLENBQUM7QUFDL0ksbUJBQWEsSUFBSSxJQUFJO0FBQ3JCLFlBQU0sUUFBUTtBQUNkLGFBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyxXQUFXLE1BQU0sR0FBRyxDQUFDO0FBQUEsSUFDbEQ7QUFBQSxFQUNGLENBQUM7QUFFRCxPQUFLLDhCQUE4QixZQUFZO0FBQzdDLFVBQU0sRUFBRSxjQUFjLFFBQVEsSUFBSSxJQUFJLENBQUMsQ0FBQyxPQUFPLElBQUksZUFBZSxLQUFLLENBQUMsR0FBRyxDQUFDLFFBQVEsR0FBRyxJQUFJLENBQUMsQ0FBQyxDQUFDO0FBQzlGLGlCQUFhLElBQUksSUFBSTtBQUNyQixVQUFNLFFBQVE7QUFDZCxXQUFPLE1BQU0sYUFBYSxNQUFNLENBQUMsR0FBRyxTQUFTLE1BQU0sU0FBUztBQUFBLEVBQzlELENBQUM7QUFFRCxPQUFLLDRCQUE0QixZQUFZO0FBQzNDLFVBQU0sRUFBRSxjQUFjLFFBQVEsSUFBSSxJQUFJLENBQUMsQ0FBQyxPQUFPLEtBQUssT0FBTyxHQUFHLEdBQUcsSUFBSSxlQUFlLEtBQUssQ0FBQyxHQUFHLENBQUMsSUFBSSxRQUFRLElBQUksS0FBSyxFQUFFLENBQUMsQ0FBQyxDQUFDO0FBQ3hILGlCQUFhLElBQUksSUFBSTtBQUNyQixVQUFNLFFBQVE7QUFDZCxXQUFPLE1BQU0sYUFBYSxPQUFPLE1BQU0sTUFBTTtBQUFBLEVBQy9DLENBQUM7QUFDSCxDQUFDO0FBRUQsU0FBUyxlQUFlLE1BQU07QUFDNUIsUUFBTSxRQUFRLFFBQVEsUUFBUTtBQUU5QixPQUFLLG1DQUFtQyxZQUFZO0FBQ2xELFVBQU0sRUFBRSxjQUFjLFNBQVMsTUFBTSxJQUFJLElBQUksQ0FBQyxDQUFDLFFBQVEsSUFBSSxPQUFPLEtBQUssS0FBSyxNQUFNLEdBQUcsSUFBSSxPQUFPLEtBQUssS0FBSyxTQUFTLEdBQUcsSUFBSSxPQUFPLEtBQUssS0FBSyxhQUFhLEdBQUcsSUFBSSxPQUFPLEtBQUssSUFBSSxRQUFRLEdBQUcsSUFBSSxPQUFPLEtBQUssR0FBRyxDQUFDLEdBQUcsSUFBSSxDQUFDLENBQUMsR0FBRyxHQUFHO0FBQzdOLFVBQU0sV0FBVyxhQUFhLFFBQVEsS0FBSztBQUMzQyxXQUFPLE1BQU0sYUFBYSxPQUFPLFdBQVc7QUFDNUMsVUFBTTtBQUNOLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyxnQkFBZ0IsbUJBQW1CLHVCQUF1QixpQkFBaUIsY0FBYyxDQUFDO0FBQUEsRUFDdkgsQ0FBQztBQUVELE9BQUsseUVBQXlFLFlBQVk7QUFDeEYsVUFBTSxFQUFFLGNBQWMsU0FBUyxPQUFPLE9BQU8sTUFBTSxJQUFJO0FBQUEsTUFDckQsQ0FBQyxDQUFDLFFBQVEsSUFBSSxPQUFPLEtBQUssS0FBSyxNQUFNLENBQUMsR0FBRyxLQUFLLE9BQU8sS0FBSyxHQUFHLEtBQUssT0FBTyxNQUFNLEdBQUcsSUFBSSxDQUFDO0FBQUEsTUFDdkYsRUFBRSxHQUFHLEtBQUssU0FBUyxFQUFFLFVBQVUsU0FBUyxTQUFTLElBQUksRUFBRTtBQUFBLElBQ3pEO0FBQ0EsU0FBSyxhQUFhLFFBQVEsS0FBSztBQUMvQixVQUFNLE1BQU0sTUFBTSxhQUFhLFVBQVUsV0FBVztBQUNwRCxVQUFNLFFBQVE7QUFDZCxXQUFPLFVBQVUsTUFBTSxHQUFHLENBQUMsZ0JBQWdCLHdCQUF3QixDQUFDO0FBQ3BFLFdBQU8sVUFBVSxNQUFNLE9BQU8sR0FBRztBQUFBLEVBQ25DLENBQUM7QUFFRCxPQUFLLDBEQUEwRCxZQUFZO0FBQ3pFLFVBQU0sRUFBRSxLQUFLLGNBQWMsU0FBUyxNQUFNLElBQUksSUFBSSxDQUFDLENBQUMsUUFBUSxHQUFHLElBQUksQ0FBQyxHQUFHLENBQUMsT0FBTyxLQUFLLE9BQU8sR0FBRyxHQUFHLElBQUksQ0FBQyxHQUFHLEVBQUUsR0FBRyxLQUFLLFNBQVMsRUFBRSxVQUFVLE1BQU0sU0FBUyxJQUFJLEVBQUUsQ0FBQztBQUM5SixVQUFNLGFBQWEsUUFBUSxLQUFLO0FBQ2hDLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyxnQkFBZ0IsQ0FBQztBQUM1QyxpQkFBYSxNQUFNLGFBQWEsTUFBTSxDQUFDLENBQUU7QUFDekMsVUFBTSxRQUFRO0FBQ2QsV0FBTyxNQUFNLElBQUksTUFBTSxHQUFHLEVBQUUsR0FBRyxVQUFVO0FBQUEsRUFDM0MsQ0FBQztBQUVELE9BQUssdUVBQXVFLFlBQVk7QUFDdEYsVUFBTSxPQUFPLElBQUksQ0FBQyxDQUFDLElBQUksUUFBUSxJQUFJLEtBQUssRUFBRSxDQUFDLENBQUMsR0FBRyxHQUFHO0FBQ2xELFVBQU0sS0FBSyxhQUFhLFFBQVEsS0FBSztBQUNyQyxXQUFPLE1BQU0sS0FBSyxNQUFNLE9BQU8sTUFBUztBQUN4QyxXQUFPLE1BQU0sS0FBSyxhQUFhLE9BQU8sTUFBTTtBQUU1QyxVQUFNLFVBQVUsSUFBSSxDQUFDLENBQUMsSUFBSSxRQUFRLElBQUksS0FBSyxFQUFFLENBQUMsQ0FBQyxHQUFHLEdBQUc7QUFDckQsVUFBTSxVQUFVLFFBQVEsT0FBTyxJQUFJLE1BQU0sU0FBUyxDQUFDO0FBQ25ELFlBQVEsTUFBTSxNQUFNLE1BQVM7QUFDN0IsVUFBTSxPQUFPLFFBQVEsUUFBUSxhQUFhLFFBQVEsT0FBTyxDQUFDO0FBQzFELFdBQU8sVUFBVSxRQUFRLE1BQU0sT0FBTyxHQUFHO0FBQUEsRUFDM0MsQ0FBQztBQUVELE9BQUssbUNBQW1DLFlBQVk7QUFDbEQsVUFBTSxFQUFFLE9BQU8sY0FBYyxTQUFTLE1BQU0sSUFBSSxJQUFJLENBQUMsQ0FBQyxJQUFJLFVBQVUsTUFBTSxDQUFDLEdBQUcsQ0FBQyxJQUFJLFVBQVUsTUFBTSxDQUFDLEdBQUcsQ0FBQyxRQUFRLElBQUksT0FBTyxLQUFLLEdBQUcsQ0FBQyxHQUFHLElBQUksQ0FBQyxDQUFDLEdBQUcsR0FBRztBQUNuSixVQUFNLGFBQWEsUUFBUSxLQUFLO0FBQ2hDLFVBQU0sUUFBUTtBQUNkLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyxjQUFjLENBQUM7QUFDMUMsV0FBTyxVQUFVLE9BQU8sQ0FBQyxHQUFHLENBQUMsQ0FBQztBQUFBLEVBQ2hDLENBQUM7QUFDSCxDQUFDO0FBRUQsU0FBUyxZQUFZLE1BQU07QUFDekIsT0FBSywyREFBMkQsWUFBWTtBQUMxRSxVQUFNLEVBQUUsS0FBSyxjQUFjLFNBQVMsT0FBTyxNQUFNLElBQUksSUFBSSxDQUFDLENBQUMsT0FBTyxLQUFLLE9BQU8sR0FBRyxHQUFHLE1BQU0sQ0FBQyxDQUFDO0FBQzVGLGlCQUFhLElBQUksSUFBSTtBQUNyQixVQUFNLE1BQU0sTUFBTSxhQUFhLE1BQU0sQ0FBQyxHQUFHLFdBQVcsR0FBRztBQUN2RCxpQkFBYSxLQUFLO0FBQ2xCLFdBQU8sVUFBVSxNQUFNLEdBQUcsQ0FBQyxrQkFBa0IsQ0FBQztBQUM5QyxXQUFPLE1BQU0sSUFBSSxPQUFPLENBQUM7QUFDekIsV0FBTyxNQUFNLGFBQWEsT0FBTyxVQUFVO0FBQzNDLGlCQUFhLE1BQU07QUFDbkIsVUFBTSxRQUFRO0FBQUEsRUFDaEIsQ0FBQztBQUVELE9BQUssd0JBQXdCLFlBQVk7QUFDdkMsVUFBTSxFQUFFLEtBQUssY0FBYyxTQUFTLE9BQU8sTUFBTSxJQUFJLElBQUksQ0FBQyxDQUFDLE9BQU8sS0FBSyxPQUFPLEdBQUcsR0FBRyxLQUFLLE9BQU8sR0FBRyxHQUFHLEtBQUssT0FBTyxHQUFHLEdBQUcsSUFBSSxDQUFDLENBQUM7QUFDOUgsaUJBQWEsSUFBSSxJQUFJO0FBQ3JCLFVBQU0sTUFBTSxNQUFNLGFBQWEsTUFBTSxDQUFDLEdBQUcsV0FBVyxHQUFHO0FBQ3ZELGlCQUFhLEtBQUs7QUFDbEIsVUFBTSxRQUFRO0FBQ2QsV0FBTyxVQUFVLE1BQU0sR0FBRyxDQUFDLGtCQUFrQixDQUFDO0FBQzlDLFdBQU8sTUFBTSxJQUFJLE9BQU8sQ0FBQztBQUFBLEVBQzNCLENBQUM7QUFFRCxPQUFLLCtFQUErRSxZQUFZO0FBQzlGLFVBQU0sRUFBRSxLQUFLLGNBQWMsU0FBUyxNQUFNLElBQUksSUFBSSxDQUFDLENBQUMsT0FBTyxJQUFJLENBQUMsQ0FBQztBQUNqRSxpQkFBYSxJQUFJLElBQUk7QUFDckIsVUFBTSxNQUFNLE1BQU0sSUFBSSxNQUFNLFdBQVcsQ0FBQztBQUN4QyxpQkFBYSxLQUFLO0FBQ2xCLFdBQU8sTUFBTSxJQUFJLE9BQU8sQ0FBQztBQUN6QixVQUFNLFFBQVE7QUFDZCxXQUFPLE1BQU0sSUFBSSxPQUFPLENBQUM7QUFBQSxFQUMzQixDQUFDO0FBRUQsT0FBSyxtREFBbUQsWUFBWTtBQUNsRSxVQUFNLEVBQUUsS0FBSyxjQUFjLFFBQVEsSUFBSSxJQUFJLENBQUMsQ0FBQyxPQUFPLElBQUksQ0FBQyxDQUFDO0FBQzFELGlCQUFhLElBQUksSUFBSTtBQUNyQixpQkFBYSxLQUFLO0FBQ2xCLFVBQU0sUUFBUTtBQUNkLFVBQU0sS0FBSztBQUNYLFdBQU8sVUFBVSxJQUFJLE9BQU8sQ0FBQyxRQUFRLENBQUM7QUFDdEMsV0FBTyxNQUFNLElBQUksT0FBTyxDQUFDO0FBQUEsRUFDM0IsQ0FBQztBQUVELE9BQUssc0RBQXNELFlBQVk7QUFDckUsVUFBTSxFQUFFLEtBQUssY0FBYyxNQUFNLElBQUksSUFBSSxDQUFDLENBQUMsT0FBTyxLQUFLLE9BQU8sR0FBRyxHQUFHLE1BQU0sQ0FBQyxDQUFDO0FBQzVFLGlCQUFhLElBQUksSUFBSTtBQUNyQixVQUFNLE1BQU0sTUFBTSxhQUFhLE1BQU0sQ0FBQyxHQUFHLFdBQVcsR0FBRztBQUN2RCxpQkFBYSxNQUFNO0FBQ25CLFdBQU8sTUFBTSxJQUFJLE9BQU8sQ0FBQztBQUN6QixXQUFPLFVBQVUsQ0FBQyxhQUFhLE9BQU8sYUFBYSxLQUFLLEdBQUcsQ0FBQyxDQUFDLEdBQUcsTUFBTSxDQUFDO0FBQUEsRUFDekUsQ0FBQztBQUNILENBQUM7IiwKICAibmFtZXMiOiBbInJvdyIsICJ0ZXh0IiwgInJvdyIsICJmcmFtZSIsICJ0dXJuIiwgImxhc3QiXQp9Cg==
