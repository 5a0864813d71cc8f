// test/sse.test.ts
import assert from "node:assert/strict";
import { describe, test } from "node:test";

// src/sse.ts
var EventParser = class {
  #rest = "";
  #id = "";
  #event = "";
  #data = [];
  #started = false;
  push(text) {
    if (!this.#started && text) {
      this.#started = true;
      text = text.replace(/^\uFEFF/, "");
    }
    this.#rest += text;
    const events = [];
    let from = 0;
    for (; ; ) {
      const end = this.#rest.slice(from).search(/[\r\n]/) + from;
      if (end < from || this.#rest[end] === "\r" && end === this.#rest.length - 1) break;
      const event = this.#line(this.#rest.slice(from, end));
      if (event) events.push(event);
      from = this.#rest.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    this.#rest = this.#rest.slice(from);
    return events;
  }
  #line(line) {
    if (line === "") return this.#dispatch();
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#event = value;
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    return void 0;
  }
  #dispatch() {
    const event = this.#data.length ? { id: this.#id, event: this.#event, data: this.#data.join("\n") } : void 0;
    this.#data = [];
    this.#event = "";
    return event;
  }
};
var ConnectionLost = class extends Error {
};
async function* readEvents(body, idleMs) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (; ; ) {
      const { done, value } = await within(reader.read(), idleMs);
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } catch (error) {
    throw error instanceof ConnectionLost ? error : new ConnectionLost("The stream broke off.", { cause: error });
  } finally {
    reader.cancel().catch(() => void 0);
  }
}
function within(promise, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ConnectionLost("The stream fell silent.")), ms);
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

// test/sse.test.ts
var TEXT = '\uFEFFid: 3-1\ndata: {"a":"\xFC\u{1F600}"}\n\n: comment\nretry: 5\n\nevent: history\r\ndata: one\r\ndata:two\r\n\r\ndata\rid: 3-2\r\runknown: x\nid: bad\0\ndata:  spaced\n\ndata: lost';
var EVENTS = [
  { id: "3-1", event: "", data: '{"a":"\xFC\u{1F600}"}' },
  { id: "3-1", event: "history", data: "one\ntwo" },
  { id: "3-2", event: "", data: "" },
  { id: "3-2", event: "", data: " spaced" }
];
function bodyOf(bytes, size) {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    }
  });
}
async function all(body, idleMs = 1e3) {
  const events = [];
  for await (const event of readEvents(body, idleMs)) events.push(event);
  return events;
}
describe("event parser", () => {
  test("reads the whole text", () => assert.deepEqual(new EventParser().push(TEXT), EVENTS));
  test("reads the same events however the bytes are cut", async () => {
    const bytes = new TextEncoder().encode(TEXT);
    for (let size = 1; size <= bytes.length; size++) assert.deepEqual(await all(bodyOf(bytes, size)), EVENTS, `pieces of ${size}`);
  });
});
describe("stream of events", () => {
  test("counts silence as a lost connection and lets go of the body", async () => {
    let cancelled = false;
    const silent = new ReadableStream({ cancel: () => void (cancelled = true) });
    await assert.rejects(all(silent, 5), ConnectionLost);
    assert.ok(cancelled);
  });
  test("reports a broken body as a lost connection", async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError("network error")) });
    await assert.rejects(all(broken), ConnectionLost);
  });
  test("lets go of the body when the reader has heard enough", async () => {
    let cancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: a\n\ndata: b\n\n")),
      cancel: () => void (cancelled = true)
    });
    for await (const event of readEvents(body, 1e3)) {
      assert.equal(event.data, "a");
      break;
    }
    assert.ok(cancelled);
  });
});
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vdGVzdC9zc2UudGVzdC50cyIsICIuLi9zcmMvc3NlLnRzIl0sCiAgInNvdXJjZXNDb250ZW50IjogWyJpbXBvcnQgYXNzZXJ0IGZyb20gJ25vZGU6YXNzZXJ0L3N0cmljdCdcbmltcG9ydCB7IGRlc2NyaWJlLCB0ZXN0IH0gZnJvbSAnbm9kZTp0ZXN0J1xuaW1wb3J0IHsgQ29ubmVjdGlvbkxvc3QsIEV2ZW50UGFyc2VyLCByZWFkRXZlbnRzLCB0eXBlIFNlcnZlckV2ZW50IH0gZnJvbSAnLi4vc3JjL3NzZSdcblxuY29uc3QgVEVYVCA9ICdcXHVGRUZGaWQ6IDMtMVxcbmRhdGE6IHtcImFcIjpcIlx1MDBGQ1x1RDgzRFx1REUwMFwifVxcblxcbjogY29tbWVudFxcbnJldHJ5OiA1XFxuXFxuZXZlbnQ6IGhpc3RvcnlcXHJcXG5kYXRhOiBvbmVcXHJcXG5kYXRhOnR3b1xcclxcblxcclxcbmRhdGFcXHJpZDogMy0yXFxyXFxydW5rbm93bjogeFxcbmlkOiBiYWRcXDBcXG5kYXRhOiAgc3BhY2VkXFxuXFxuZGF0YTogbG9zdCdcblxuY29uc3QgRVZFTlRTOiBTZXJ2ZXJFdmVudFtdID0gW1xuICB7IGlkOiAnMy0xJywgZXZlbnQ6ICcnLCBkYXRhOiAne1wiYVwiOlwiXHUwMEZDXHVEODNEXHVERTAwXCJ9JyB9LFxuICB7IGlkOiAnMy0xJywgZXZlbnQ6ICdoaXN0b3J5JywgZGF0YTogJ29uZVxcbnR3bycgfSxcbiAgeyBpZDogJzMtMicsIGV2ZW50OiAnJywgZGF0YTogJycgfSxcbiAgeyBpZDogJzMtMicsIGV2ZW50OiAnJywgZGF0YTogJyBzcGFjZWQnIH0sXG5dXG5cbmZ1bmN0aW9uIGJvZHlPZihieXRlczogVWludDhBcnJheSwgc2l6ZTogbnVtYmVyKTogUmVhZGFibGVTdHJlYW08VWludDhBcnJheT4ge1xuICByZXR1cm4gbmV3IFJlYWRhYmxlU3RyZWFtKHtcbiAgICBzdGFydChjb250cm9sbGVyKSB7XG4gICAgICBmb3IgKGxldCBhdCA9IDA7IGF0IDwgYnl0ZXMubGVuZ3RoOyBhdCArPSBzaXplKSBjb250cm9sbGVyLmVucXVldWUoYnl0ZXMuc2xpY2UoYXQsIGF0ICsgc2l6ZSkpXG4gICAgICBjb250cm9sbGVyLmNsb3NlKClcbiAgICB9LFxuICB9KVxufVxuXG5hc3luYyBmdW5jdGlvbiBhbGwoYm9keTogUmVhZGFibGVTdHJlYW08VWludDhBcnJheT4sIGlkbGVNcyA9IDEwMDApOiBQcm9taXNlPFNlcnZlckV2ZW50W10+IHtcbiAgY29uc3QgZXZlbnRzOiBTZXJ2ZXJFdmVudFtdID0gW11cbiAgZm9yIGF3YWl0IChjb25zdCBldmVudCBvZiByZWFkRXZlbnRzKGJvZHksIGlkbGVNcykpIGV2ZW50cy5wdXNoKGV2ZW50KVxuICByZXR1cm4gZXZlbnRzXG59XG5cbmRlc2NyaWJlKCdldmVudCBwYXJzZXInLCAoKSA9PiB7XG4gIHRlc3QoJ3JlYWRzIHRoZSB3aG9sZSB0ZXh0JywgKCkgPT4gYXNzZXJ0LmRlZXBFcXVhbChuZXcgRXZlbnRQYXJzZXIoKS5wdXNoKFRFWFQpLCBFVkVOVFMpKVxuXG4gIHRlc3QoJ3JlYWRzIHRoZSBzYW1lIGV2ZW50cyBob3dldmVyIHRoZSBieXRlcyBhcmUgY3V0JywgYXN5bmMgKCkgPT4ge1xuICAgIGNvbnN0IGJ5dGVzID0gbmV3IFRleHRFbmNvZGVyKCkuZW5jb2RlKFRFWFQpXG4gICAgZm9yIChsZXQgc2l6ZSA9IDE7IHNpemUgPD0gYnl0ZXMubGVuZ3RoOyBzaXplKyspIGFzc2VydC5kZWVwRXF1YWwoYXdhaXQgYWxsKGJvZHlPZihieXRlcywgc2l6ZSkpLCBFVkVOVFMsIGBwaWVjZXMgb2YgJHtzaXplfWApXG4gIH0pXG59KVxuXG5kZXNjcmliZSgnc3RyZWFtIG9mIGV2ZW50cycsICgpID0+IHtcbiAgdGVzdCgnY291bnRzIHNpbGVuY2UgYXMgYSBsb3N0IGNvbm5lY3Rpb24gYW5kIGxldHMgZ28gb2YgdGhlIGJvZHknLCBhc3luYyAoKSA9PiB7XG4gICAgbGV0IGNhbmNlbGxlZCA9IGZhbHNlXG4gICAgY29uc3Qgc2lsZW50ID0gbmV3IFJlYWRhYmxlU3RyZWFtPFVpbnQ4QXJyYXk+KHsgY2FuY2VsOiAoKSA9PiB2b2lkIChjYW5jZWxsZWQgPSB0cnVlKSB9KVxuICAgIGF3YWl0IGFzc2VydC5yZWplY3RzKGFsbChzaWxlbnQsIDUpLCBDb25uZWN0aW9uTG9zdClcbiAgICBhc3NlcnQub2soY2FuY2VsbGVkKVxuICB9KVxuXG4gIHRlc3QoJ3JlcG9ydHMgYSBicm9rZW4gYm9keSBhcyBhIGxvc3QgY29ubmVjdGlvbicsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCBicm9rZW4gPSBuZXcgUmVhZGFibGVTdHJlYW08VWludDhBcnJheT4oeyBzdGFydDogKGNvbnRyb2xsZXIpID0+IGNvbnRyb2xsZXIuZXJyb3IobmV3IFR5cGVFcnJvcignbmV0d29yayBlcnJvcicpKSB9KVxuICAgIGF3YWl0IGFzc2VydC5yZWplY3RzKGFsbChicm9rZW4pLCBDb25uZWN0aW9uTG9zdClcbiAgfSlcblxuICB0ZXN0KCdsZXRzIGdvIG9mIHRoZSBib2R5IHdoZW4gdGhlIHJlYWRlciBoYXMgaGVhcmQgZW5vdWdoJywgYXN5bmMgKCkgPT4ge1xuICAgIGxldCBjYW5jZWxsZWQgPSBmYWxzZVxuICAgIGNvbnN0IGJvZHkgPSBuZXcgUmVhZGFibGVTdHJlYW08VWludDhBcnJheT4oe1xuICAgICAgc3RhcnQ6IChjb250cm9sbGVyKSA9PiBjb250cm9sbGVyLmVucXVldWUobmV3IFRleHRFbmNvZGVyKCkuZW5jb2RlKCdkYXRhOiBhXFxuXFxuZGF0YTogYlxcblxcbicpKSxcbiAgICAgIGNhbmNlbDogKCkgPT4gdm9pZCAoY2FuY2VsbGVkID0gdHJ1ZSksXG4gICAgfSlcbiAgICBmb3IgYXdhaXQgKGNvbnN0IGV2ZW50IG9mIHJlYWRFdmVudHMoYm9keSwgMTAwMCkpIHtcbiAgICAgIGFzc2VydC5lcXVhbChldmVudC5kYXRhLCAnYScpXG4gICAgICBicmVha1xuICAgIH1cbiAgICBhc3NlcnQub2soY2FuY2VsbGVkKVxuICB9KVxufSlcbiIsICJleHBvcnQgaW50ZXJmYWNlIFNlcnZlckV2ZW50IHtcbiAgaWQ6IHN0cmluZ1xuICBldmVudDogc3RyaW5nXG4gIGRhdGE6IHN0cmluZ1xufVxuXG4vKiogUmVhZHMgc2VydmVyLXNlbnQgZXZlbnRzIG91dCBvZiB0ZXh0IHRoYXQgYXJyaXZlcyBpbiBwaWVjZXMgb2YgYW55IHNpemUuICovXG5leHBvcnQgY2xhc3MgRXZlbnRQYXJzZXIge1xuICAjcmVzdCA9ICcnXG4gICNpZCA9ICcnXG4gICNldmVudCA9ICcnXG4gICNkYXRhOiBzdHJpbmdbXSA9IFtdXG4gICNzdGFydGVkID0gZmFsc2VcblxuICBwdXNoKHRleHQ6IHN0cmluZyk6IFNlcnZlckV2ZW50W10ge1xuICAgIGlmICghdGhpcy4jc3RhcnRlZCAmJiB0ZXh0KSB7XG4gICAgICB0aGlzLiNzdGFydGVkID0gdHJ1ZVxuICAgICAgdGV4dCA9IHRleHQucmVwbGFjZSgvXlxcdUZFRkYvLCAnJylcbiAgICB9XG4gICAgdGhpcy4jcmVzdCArPSB0ZXh0XG4gICAgY29uc3QgZXZlbnRzOiBTZXJ2ZXJFdmVudFtdID0gW11cbiAgICBsZXQgZnJvbSA9IDBcbiAgICBmb3IgKDs7KSB7XG4gICAgICBjb25zdCBlbmQgPSB0aGlzLiNyZXN0LnNsaWNlKGZyb20pLnNlYXJjaCgvW1xcclxcbl0vKSArIGZyb21cbiAgICAgIC8vIEEgbG9uZSBDUiBhdCB0aGUgZW5kIG1heSBiZSB0aGUgZmlyc3QgaGFsZiBvZiBhIENSTEYuXG4gICAgICBpZiAoZW5kIDwgZnJvbSB8fCAodGhpcy4jcmVzdFtlbmRdID09PSAnXFxyJyAmJiBlbmQgPT09IHRoaXMuI3Jlc3QubGVuZ3RoIC0gMSkpIGJyZWFrXG4gICAgICBjb25zdCBldmVudCA9IHRoaXMuI2xpbmUodGhpcy4jcmVzdC5zbGljZShmcm9tLCBlbmQpKVxuICAgICAgaWYgKGV2ZW50KSBldmVudHMucHVzaChldmVudClcbiAgICAgIGZyb20gPSB0aGlzLiNyZXN0LnN0YXJ0c1dpdGgoJ1xcclxcbicsIGVuZCkgPyBlbmQgKyAyIDogZW5kICsgMVxuICAgIH1cbiAgICB0aGlzLiNyZXN0ID0gdGhpcy4jcmVzdC5zbGljZShmcm9tKVxuICAgIHJldHVybiBldmVudHNcbiAgfVxuXG4gICNsaW5lKGxpbmU6IHN0cmluZyk6IFNlcnZlckV2ZW50IHwgdW5kZWZpbmVkIHtcbiAgICBpZiAobGluZSA9PT0gJycpIHJldHVybiB0aGlzLiNkaXNwYXRjaCgpXG4gICAgY29uc3QgWywgZmllbGQsIHZhbHVlID0gJyddID0gL14oW146XSopKD86OiA/KC4qKSk/JC9zLmV4ZWMobGluZSkgPz8gW11cbiAgICBpZiAoZmllbGQgPT09ICdkYXRhJykgdGhpcy4jZGF0YS5wdXNoKHZhbHVlKVxuICAgIGVsc2UgaWYgKGZpZWxkID09PSAnZXZlbnQnKSB0aGlzLiNldmVudCA9IHZhbHVlXG4gICAgZWxzZSBpZiAoZmllbGQgPT09ICdpZCcgJiYgIXZhbHVlLmluY2x1ZGVzKCdcXDAnKSkgdGhpcy4jaWQgPSB2YWx1ZVxuICAgIHJldHVybiB1bmRlZmluZWRcbiAgfVxuXG4gICNkaXNwYXRjaCgpOiBTZXJ2ZXJFdmVudCB8IHVuZGVmaW5lZCB7XG4gICAgY29uc3QgZXZlbnQgPSB0aGlzLiNkYXRhLmxlbmd0aCA/IHsgaWQ6IHRoaXMuI2lkLCBldmVudDogdGhpcy4jZXZlbnQsIGRhdGE6IHRoaXMuI2RhdGEuam9pbignXFxuJykgfSA6IHVuZGVmaW5lZFxuICAgIHRoaXMuI2RhdGEgPSBbXVxuICAgIHRoaXMuI2V2ZW50ID0gJydcbiAgICByZXR1cm4gZXZlbnRcbiAgfVxufVxuXG4vKiogVGhlIHN0cmVhbSBmZWxsIHNpbGVudCBvciBicm9rZSBvZmYuICovXG5leHBvcnQgY2xhc3MgQ29ubmVjdGlvbkxvc3QgZXh0ZW5kcyBFcnJvciB7fVxuXG4vKipcbiAqIFlpZWxkcyB0aGUgZXZlbnRzIG9mIGEgcmVzcG9uc2UgYm9keS4gQSBzZXJ2ZXIgdGhhdCBpcyBhbGl2ZSBzZW5kcyBhdCBsZWFzdCBoZWFydGJlYXRzLCBzb1xuICogc2lsZW5jZSBmb3IgYGlkbGVNc2AgY291bnRzIGFzIGEgbG9zdCBjb25uZWN0aW9uLlxuICovXG5leHBvcnQgYXN5bmMgZnVuY3Rpb24qIHJlYWRFdmVudHMoYm9keTogUmVhZGFibGVTdHJlYW08VWludDhBcnJheT4sIGlkbGVNczogbnVtYmVyKTogQXN5bmNHZW5lcmF0b3I8U2VydmVyRXZlbnQ+IHtcbiAgY29uc3QgcmVhZGVyID0gYm9keS5nZXRSZWFkZXIoKVxuICBjb25zdCBkZWNvZGVyID0gbmV3IFRleHREZWNvZGVyKClcbiAgY29uc3QgcGFyc2VyID0gbmV3IEV2ZW50UGFyc2VyKClcbiAgdHJ5IHtcbiAgICBmb3IgKDs7KSB7XG4gICAgICBjb25zdCB7IGRvbmUsIHZhbHVlIH0gPSBhd2FpdCB3aXRoaW4ocmVhZGVyLnJlYWQoKSwgaWRsZU1zKVxuICAgICAgaWYgKGRvbmUpIHJldHVyblxuICAgICAgeWllbGQqIHBhcnNlci5wdXNoKGRlY29kZXIuZGVjb2RlKHZhbHVlLCB7IHN0cmVhbTogdHJ1ZSB9KSlcbiAgICB9XG4gIH0gY2F0Y2ggKGVycm9yKSB7XG4gICAgdGhyb3cgZXJyb3IgaW5zdGFuY2VvZiBDb25uZWN0aW9uTG9zdCA/IGVycm9yIDogbmV3IENvbm5lY3Rpb25Mb3N0KCdUaGUgc3RyZWFtIGJyb2tlIG9mZi4nLCB7IGNhdXNlOiBlcnJvciB9KVxuICB9IGZpbmFsbHkge1xuICAgIHJlYWRlci5jYW5jZWwoKS5jYXRjaCgoKSA9PiB1bmRlZmluZWQpXG4gIH1cbn1cblxuZnVuY3Rpb24gd2l0aGluPFQ+KHByb21pc2U6IFByb21pc2U8VD4sIG1zOiBudW1iZXIpOiBQcm9taXNlPFQ+IHtcbiAgcmV0dXJuIG5ldyBQcm9taXNlKChyZXNvbHZlLCByZWplY3QpID0+IHtcbiAgICBjb25zdCB0aW1lciA9IHNldFRpbWVvdXQoKCkgPT4gcmVqZWN0KG5ldyBDb25uZWN0aW9uTG9zdCgnVGhlIHN0cmVhbSBmZWxsIHNpbGVudC4nKSksIG1zKVxuICAgIHByb21pc2UuZmluYWxseSgoKSA9PiBjbGVhclRpbWVvdXQodGltZXIpKS50aGVuKHJlc29sdmUsIHJlamVjdClcbiAgfSlcbn1cbiJdLAogICJtYXBwaW5ncyI6ICI7QUFBQSxPQUFPLFlBQVk7QUFDbkIsU0FBUyxVQUFVLFlBQVk7OztBQ014QixJQUFNLGNBQU4sTUFBa0I7QUFBQSxFQUN2QixRQUFRO0FBQUEsRUFDUixNQUFNO0FBQUEsRUFDTixTQUFTO0FBQUEsRUFDVCxRQUFrQixDQUFDO0FBQUEsRUFDbkIsV0FBVztBQUFBLEVBRVgsS0FBSyxNQUE2QjtBQUNoQyxRQUFJLENBQUMsS0FBSyxZQUFZLE1BQU07QUFDMUIsV0FBSyxXQUFXO0FBQ2hCLGFBQU8sS0FBSyxRQUFRLFdBQVcsRUFBRTtBQUFBLElBQ25DO0FBQ0EsU0FBSyxTQUFTO0FBQ2QsVUFBTSxTQUF3QixDQUFDO0FBQy9CLFFBQUksT0FBTztBQUNYLGVBQVM7QUFDUCxZQUFNLE1BQU0sS0FBSyxNQUFNLE1BQU0sSUFBSSxFQUFFLE9BQU8sUUFBUSxJQUFJO0FBRXRELFVBQUksTUFBTSxRQUFTLEtBQUssTUFBTSxHQUFHLE1BQU0sUUFBUSxRQUFRLEtBQUssTUFBTSxTQUFTLEVBQUk7QUFDL0UsWUFBTSxRQUFRLEtBQUssTUFBTSxLQUFLLE1BQU0sTUFBTSxNQUFNLEdBQUcsQ0FBQztBQUNwRCxVQUFJLE1BQU8sUUFBTyxLQUFLLEtBQUs7QUFDNUIsYUFBTyxLQUFLLE1BQU0sV0FBVyxRQUFRLEdBQUcsSUFBSSxNQUFNLElBQUksTUFBTTtBQUFBLElBQzlEO0FBQ0EsU0FBSyxRQUFRLEtBQUssTUFBTSxNQUFNLElBQUk7QUFDbEMsV0FBTztBQUFBLEVBQ1Q7QUFBQSxFQUVBLE1BQU0sTUFBdUM7QUFDM0MsUUFBSSxTQUFTLEdBQUksUUFBTyxLQUFLLFVBQVU7QUFDdkMsVUFBTSxDQUFDLEVBQUUsT0FBTyxRQUFRLEVBQUUsSUFBSSx5QkFBeUIsS0FBSyxJQUFJLEtBQUssQ0FBQztBQUN0RSxRQUFJLFVBQVUsT0FBUSxNQUFLLE1BQU0sS0FBSyxLQUFLO0FBQUEsYUFDbEMsVUFBVSxRQUFTLE1BQUssU0FBUztBQUFBLGFBQ2pDLFVBQVUsUUFBUSxDQUFDLE1BQU0sU0FBUyxJQUFJLEVBQUcsTUFBSyxNQUFNO0FBQzdELFdBQU87QUFBQSxFQUNUO0FBQUEsRUFFQSxZQUFxQztBQUNuQyxVQUFNLFFBQVEsS0FBSyxNQUFNLFNBQVMsRUFBRSxJQUFJLEtBQUssS0FBSyxPQUFPLEtBQUssUUFBUSxNQUFNLEtBQUssTUFBTSxLQUFLLElBQUksRUFBRSxJQUFJO0FBQ3RHLFNBQUssUUFBUSxDQUFDO0FBQ2QsU0FBSyxTQUFTO0FBQ2QsV0FBTztBQUFBLEVBQ1Q7QUFDRjtBQUdPLElBQU0saUJBQU4sY0FBNkIsTUFBTTtBQUFDO0FBTTNDLGdCQUF1QixXQUFXLE1BQWtDLFFBQTZDO0FBQy9HLFFBQU0sU0FBUyxLQUFLLFVBQVU7QUFDOUIsUUFBTSxVQUFVLElBQUksWUFBWTtBQUNoQyxRQUFNLFNBQVMsSUFBSSxZQUFZO0FBQy9CLE1BQUk7QUFDRixlQUFTO0FBQ1AsWUFBTSxFQUFFLE1BQU0sTUFBTSxJQUFJLE1BQU0sT0FBTyxPQUFPLEtBQUssR0FBRyxNQUFNO0FBQzFELFVBQUksS0FBTTtBQUNWLGFBQU8sT0FBTyxLQUFLLFFBQVEsT0FBTyxPQUFPLEVBQUUsUUFBUSxLQUFLLENBQUMsQ0FBQztBQUFBLElBQzVEO0FBQUEsRUFDRixTQUFTLE9BQU87QUFDZCxVQUFNLGlCQUFpQixpQkFBaUIsUUFBUSxJQUFJLGVBQWUseUJBQXlCLEVBQUUsT0FBTyxNQUFNLENBQUM7QUFBQSxFQUM5RyxVQUFFO0FBQ0EsV0FBTyxPQUFPLEVBQUUsTUFBTSxNQUFNLE1BQVM7QUFBQSxFQUN2QztBQUNGO0FBRUEsU0FBUyxPQUFVLFNBQXFCLElBQXdCO0FBQzlELFNBQU8sSUFBSSxRQUFRLENBQUMsU0FBUyxXQUFXO0FBQ3RDLFVBQU0sUUFBUSxXQUFXLE1BQU0sT0FBTyxJQUFJLGVBQWUseUJBQXlCLENBQUMsR0FBRyxFQUFFO0FBQ3hGLFlBQVEsUUFBUSxNQUFNLGFBQWEsS0FBSyxDQUFDLEVBQUUsS0FBSyxTQUFTLE1BQU07QUFBQSxFQUNqRSxDQUFDO0FBQ0g7OztBRDVFQSxJQUFNLE9BQU87QUFFYixJQUFNLFNBQXdCO0FBQUEsRUFDNUIsRUFBRSxJQUFJLE9BQU8sT0FBTyxJQUFJLE1BQU0sd0JBQWM7QUFBQSxFQUM1QyxFQUFFLElBQUksT0FBTyxPQUFPLFdBQVcsTUFBTSxXQUFXO0FBQUEsRUFDaEQsRUFBRSxJQUFJLE9BQU8sT0FBTyxJQUFJLE1BQU0sR0FBRztBQUFBLEVBQ2pDLEVBQUUsSUFBSSxPQUFPLE9BQU8sSUFBSSxNQUFNLFVBQVU7QUFDMUM7QUFFQSxTQUFTLE9BQU8sT0FBbUIsTUFBMEM7QUFDM0UsU0FBTyxJQUFJLGVBQWU7QUFBQSxJQUN4QixNQUFNLFlBQVk7QUFDaEIsZUFBUyxLQUFLLEdBQUcsS0FBSyxNQUFNLFFBQVEsTUFBTSxLQUFNLFlBQVcsUUFBUSxNQUFNLE1BQU0sSUFBSSxLQUFLLElBQUksQ0FBQztBQUM3RixpQkFBVyxNQUFNO0FBQUEsSUFDbkI7QUFBQSxFQUNGLENBQUM7QUFDSDtBQUVBLGVBQWUsSUFBSSxNQUFrQyxTQUFTLEtBQThCO0FBQzFGLFFBQU0sU0FBd0IsQ0FBQztBQUMvQixtQkFBaUIsU0FBUyxXQUFXLE1BQU0sTUFBTSxFQUFHLFFBQU8sS0FBSyxLQUFLO0FBQ3JFLFNBQU87QUFDVDtBQUVBLFNBQVMsZ0JBQWdCLE1BQU07QUFDN0IsT0FBSyx3QkFBd0IsTUFBTSxPQUFPLFVBQVUsSUFBSSxZQUFZLEVBQUUsS0FBSyxJQUFJLEdBQUcsTUFBTSxDQUFDO0FBRXpGLE9BQUssbURBQW1ELFlBQVk7QUFDbEUsVUFBTSxRQUFRLElBQUksWUFBWSxFQUFFLE9BQU8sSUFBSTtBQUMzQyxhQUFTLE9BQU8sR0FBRyxRQUFRLE1BQU0sUUFBUSxPQUFRLFFBQU8sVUFBVSxNQUFNLElBQUksT0FBTyxPQUFPLElBQUksQ0FBQyxHQUFHLFFBQVEsYUFBYSxJQUFJLEVBQUU7QUFBQSxFQUMvSCxDQUFDO0FBQ0gsQ0FBQztBQUVELFNBQVMsb0JBQW9CLE1BQU07QUFDakMsT0FBSywrREFBK0QsWUFBWTtBQUM5RSxRQUFJLFlBQVk7QUFDaEIsVUFBTSxTQUFTLElBQUksZUFBMkIsRUFBRSxRQUFRLE1BQU0sTUFBTSxZQUFZLE1BQU0sQ0FBQztBQUN2RixVQUFNLE9BQU8sUUFBUSxJQUFJLFFBQVEsQ0FBQyxHQUFHLGNBQWM7QUFDbkQsV0FBTyxHQUFHLFNBQVM7QUFBQSxFQUNyQixDQUFDO0FBRUQsT0FBSyw4Q0FBOEMsWUFBWTtBQUM3RCxVQUFNLFNBQVMsSUFBSSxlQUEyQixFQUFFLE9BQU8sQ0FBQyxlQUFlLFdBQVcsTUFBTSxJQUFJLFVBQVUsZUFBZSxDQUFDLEVBQUUsQ0FBQztBQUN6SCxVQUFNLE9BQU8sUUFBUSxJQUFJLE1BQU0sR0FBRyxjQUFjO0FBQUEsRUFDbEQsQ0FBQztBQUVELE9BQUssd0RBQXdELFlBQVk7QUFDdkUsUUFBSSxZQUFZO0FBQ2hCLFVBQU0sT0FBTyxJQUFJLGVBQTJCO0FBQUEsTUFDMUMsT0FBTyxDQUFDLGVBQWUsV0FBVyxRQUFRLElBQUksWUFBWSxFQUFFLE9BQU8sd0JBQXdCLENBQUM7QUFBQSxNQUM1RixRQUFRLE1BQU0sTUFBTSxZQUFZO0FBQUEsSUFDbEMsQ0FBQztBQUNELHFCQUFpQixTQUFTLFdBQVcsTUFBTSxHQUFJLEdBQUc7QUFDaEQsYUFBTyxNQUFNLE1BQU0sTUFBTSxHQUFHO0FBQzVCO0FBQUEsSUFDRjtBQUNBLFdBQU8sR0FBRyxTQUFTO0FBQUEsRUFDckIsQ0FBQztBQUNILENBQUM7IiwKICAibmFtZXMiOiBbXQp9Cg==
