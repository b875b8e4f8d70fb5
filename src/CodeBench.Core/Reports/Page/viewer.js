"use strict";
// Shows the samples of a report: of one run, or of two beside each other. What is known of every sample is a packed index; their
// texts are packed chunks that are unpacked when a sample is opened or its text is searched.
(() => {
  const RowHeight = 30; // pixels, as in the style sheet
  const ChunksKept = 48; // unpacked chunks in memory, a quarter of a megabyte each

  // The texts that a search looks into: all that are shown of a sample, and none of the facts beside them.
  const Searched = {
    problem: (of) => [of.task_id, of.prompt, of.frame?.head, of.frame?.tail],
    completion: (completion) => [completion.text, completion.raw, completion.program],
    code: (code) => [code.text, code.program],
    output: (output) => [output.stdout, output.stderr, output.tests?.first_failure],
  };

  const find = (id) => document.getElementById(id);
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  async function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  // Texts in chunks: a line each of "first count packed".
  class Texts {
    constructor(id) {
      this.chunks = find(id).textContent.trim().split("\n").filter(Boolean).map((line) => {
        const [first, count, packed] = line.split(" ");
        return { first: +first, count: +count, packed };
      });
      this.kept = new Map();
    }

    async chunk(number) {
      let texts = this.kept.get(number);
      this.kept.delete(number);
      texts ??= unpack(this.chunks[number].packed);
      this.kept.set(number, texts);
      if (this.kept.size > ChunksKept) this.kept.delete(this.kept.keys().next().value);
      return texts;
    }

    async get(i) {
      if (i < 0) return null;
      const number = this.chunks.findLastIndex((chunk) => chunk.first <= i);
      return (await this.chunk(number))[i - this.chunks[number].first];
    }
  }

  class Run {
    constructor(columns, number) {
      Object.assign(this, columns);
      this.completions = new Texts(`completions-${number}`);
      this.codes = new Texts(`codes-${number}`);
      this.outputs = new Texts(`outputs-${number}`);
    }
  }

  class Viewer {
    constructor(index) {
      this.index = index;
      this.fault = index.verdicts.indexOf("sandbox_fault");
      this.runs = index.runs.map((columns, number) => new Run(columns, number));
      this.shown = [];
      this.selected = -1; // a place in shown
      this.search = 0; // counts searches: an older one stops when a newer one begins
      this.form = find("filters");
      this.list = find("list");
      this.offer("suite", index.problems.map((problem) => problem.suite));
      this.offer("language", index.problems.map((problem) => problem.language));
      this.offer("verdict", index.verdicts.filter((_, i) => this.runs.some((run) => run.verdict.includes(i))));
      this.form.elements.change.closest("label").toggleAttribute("hidden", this.runs.length < 2);
      this.form.addEventListener("input", () => this.filter());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.list.addEventListener("scroll", () => this.paint());
      this.list.addEventListener("keydown", (event) => this.key(event));
      this.list.addEventListener("click", (event) => this.click(event));
      addEventListener("resize", () => this.paint());
      addEventListener("hashchange", () => this.follow());
      addEventListener("click", (event) => {
        // Of a link to where the page is already nobody else hears.
        const link = event.target.closest('a[href^="#"]');
        if (link && link.hash === location.hash && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.follow();
      });
      addEventListener("keydown", (event) => {
        if (event.key === "/" && !(event.target instanceof HTMLInputElement)) {
          event.preventDefault();
          this.form.elements.text.focus();
        } else if (event.key === "Escape" && this.form.contains(event.target)) {
          this.list.focus();
        }
      });
      this.follow();
    }

    offer(name, values) {
      for (const value of new Set(values)) this.form.elements[name].add(new Option(value));
    }

    problem(row) {
      return this.index.problems[this.index.problem[row]];
    }

    // What a run knows of a sample's problem: runs may have been asked otherwise, and put their programs together otherwise.
    problemOf(run, row) {
      return run.problems?.[this.index.problem[row]] ?? this.problem(row);
    }

    // Links in the page name what is to be shown: "#problem=HumanEval/0&language=python&sample=3".
    follow() {
      const wanted = new URLSearchParams(location.hash.slice(1));
      for (const field of this.form.elements) if (field.name) field.value = wanted.get(field.name) ?? field.dataset.start ?? "";
      this.filter(wanted.has("sample") ? +wanted.get("sample") : undefined);
      if (location.hash.length > 1) find("samples").scrollIntoView();
    }

    async filter(sample) {
      const search = ++this.search;
      const { suite, language, verdict, problem, change, order, text } =
        Object.fromEntries([...this.form.elements].filter((field) => field.name).map((field) => [field.name, field.value]));
      const word = this.index.verdicts.indexOf(verdict);
      const exact = this.index.problems.some((of) => of.task_id === problem);
      let rows = [...this.index.problem.keys()].filter((row) => {
        const of = this.problem(row);
        return (!suite || of.suite === suite) && (!language || of.language === language) && (!problem || (exact ? of.task_id === problem : of.task_id.includes(problem)))
          && (word < 0 || this.runs.some((run) => run.verdict[row] === word)) && (!change || this.changed(row, change));
      });
      const by = { slowest: "cpu", memory: "memory" }[order];
      if (by) rows.sort((a, b) => Math.max(...this.runs.map((run) => run[by][b])) - Math.max(...this.runs.map((run) => run[by][a])));
      if (order === "failures") rows.sort((a, b) => (this.passes(a) ? 1 : 0) - (this.passes(b) ? 1 : 0));
      if (order === "flips") rows.sort((a, b) => this.flip(a) - this.flip(b));
      if (!text) {
        this.show(rows, sample);
        return;
      }

      const words = text.toLowerCase();
      const has = (texts) => texts.some((one) => one?.toLowerCase().includes(words));
      const found = new Set();
      let [wanted, isShown] = [sample, false];
      const publish = (done) => {
        const keep = isShown && wanted === undefined; // where the reader is by now
        this.show(rows.filter((row) => found.has(row)), wanted, done ? "" : " so far, searching", keep);
        isShown = true;
        if (this.index.sample[this.shown[this.selected]] === wanted) wanted = undefined;
      };
      let painted = performance.now();
      for (const run of this.runs) {
        const fits = new Map();
        for (const row of rows) {
          const problem = this.index.problem[row];
          if (!fits.has(problem)) fits.set(problem, has(Searched.problem(this.problemOf(run, row))));
          if (fits.get(problem) && run.verdict[row] >= 0) found.add(row);
        }

        const outputs = [run.output, ...Object.values(run.parts).map((part) => part.output)];
        for (const [texts, columns, searched] of [
          [run.completions, [run.completion], Searched.completion], [run.codes, [run.code], Searched.code], [run.outputs, outputs, Searched.output]]) {
          const owner = new Map(columns.flatMap((column) => rows.map((row) => [column[row], row])));
          for (let number = 0; number < texts.chunks.length; number++) {
            const chunk = await texts.chunk(number);
            if (search !== this.search) return;
            chunk.forEach((item, i) => {
              const row = owner.get(texts.chunks[number].first + i);
              if (row === undefined || found.has(row)) return;
              if (has(searched(item))) found.add(row);
            });
            if (performance.now() - painted > 200) {
              publish(false);
              painted = performance.now();
            }
          }
        }
      }

      publish(true);
    }

    passes(row) {
      return this.runs.every((run) => run.verdict[row] === 0);
    }

    // -1 lost, 1 won, 2 the same: lost ones stand first. What a run does not have, or could not judge, is neither.
    flip(row) {
      const verdicts = this.runs.map((run) => run.verdict[row]);
      if (verdicts.some((verdict) => verdict < 0 || verdict === this.fault)) return 2;
      const [a, b] = verdicts.map((verdict) => verdict === 0);
      return a === b ? 2 : a ? -1 : 1;
    }

    changed(row, change) {
      const flip = this.runs.length < 2 ? 2 : this.flip(row);
      return change === "lost" ? flip === -1 : change === "won" ? flip === 1 : change === "same" ? flip === 2 : flip !== 2;
    }

    show(rows, sample, note = "", keep = false) {
      const top = Math.floor(this.list.scrollTop / RowHeight);
      const [anchor, opened] = keep ? [this.shown[top], this.shown[this.selected]] : [];
      this.shown = rows;
      find("count").textContent = `${rows.length.toLocaleString("en")} of ${this.index.problem.length.toLocaleString("en")} samples${note}`;
      find("space").style.height = `${rows.length * RowHeight}px`;
      if (opened !== undefined) {
        // More was found: the reader stays with what is read.
        this.list.scrollTop += (Math.max(rows.indexOf(anchor), 0) - top) * RowHeight;
        this.selected = rows.indexOf(opened);
        this.list.setAttribute("aria-activedescendant", `row-${this.selected}`);
        this.paint();
        return;
      }

      const at = sample === undefined ? 0 : rows.findIndex((row) => this.index.sample[row] === sample);
      this.list.scrollTop = 0;
      this.selected = -1;
      if (rows.length) this.select(Math.max(at, 0), sample !== undefined);
      else find("sample").replaceChildren(make("p", "soft", note ? "No sample is like that so far." : "No sample is like that."));
      this.paint();
    }

    paint() {
      const first = Math.max(0, Math.floor(this.list.scrollTop / RowHeight) - 5);
      const last = Math.min(this.shown.length, Math.ceil((this.list.scrollTop + this.list.clientHeight) / RowHeight) + 5);
      const rows = find("rows");
      rows.style.transform = `translateY(${first * RowHeight}px)`;
      rows.replaceChildren(...this.shown.slice(first, last).map((row, i) => this.line(row, first + i)));
    }

    line(row, place) {
      const line = make("div", "row");
      line.id = `row-${place}`;
      line.dataset.place = place;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", place === this.selected);
      line.setAttribute("aria-setsize", this.shown.length);
      line.setAttribute("aria-posinset", place + 1);
      for (const run of this.runs) line.append(this.badge(run.verdict[row]));
      const { task_id, language } = this.problem(row);
      line.append(make("span", "task", task_id), make("span", "soft", `${language} #${this.index.sample[row]}`));
      const times = this.runs.map((run) => (run.cpu[row] < 0 ? "-" : run.cpu[row])).join(" → ");
      line.append(make("span", "soft time", `${times} ms`));
      return line;
    }

    badge(verdict) {
      const word = this.index.verdicts[verdict] ?? "none";
      return make("span", `badge ${word}`, word);
    }

    select(place, scroll = true) {
      this.selected = Math.min(Math.max(place, 0), this.shown.length - 1);
      if (scroll) {
        const top = this.selected * RowHeight;
        const { scrollTop, clientHeight } = this.list;
        if (top < scrollTop) this.list.scrollTop = top;
        else if (top + RowHeight > scrollTop + clientHeight) this.list.scrollTop = top + RowHeight - clientHeight;
      }

      this.paint();
      this.list.setAttribute("aria-activedescendant", `row-${this.selected}`);
      this.open(this.shown[this.selected]);
    }

    key(event) {
      const page = Math.floor(this.list.clientHeight / RowHeight);
      const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || !this.shown.length) return;
      event.preventDefault();
      this.select(this.selected + step);
    }

    click(event) {
      const row = event.target.closest(".row");
      if (row) this.select(+row.dataset.place, false);
    }

    async open(row) {
      const of = this.problem(row);
      const columns = await Promise.all(this.runs.map((run) => this.column(run, row)));
      if (row !== this.shown[this.selected]) return; // another one was opened meanwhile
      const heading = make("h3", "", `${of.task_id} `);
      heading.append(make("span", "soft", `${of.suite} in ${of.language}, sample ${this.index.sample[row]}`));
      const sides = make("div", "sides");
      sides.append(...columns);
      const prompts = new Set(this.runs.filter((run) => run.verdict[row] >= 0).map((run) => this.problemOf(run, row).prompt));
      find("sample").replaceChildren(heading, ...(prompts.size === 1 ? this.block("prompt", [...prompts][0], true) : []), sides);
    }

    async column(run, row) {
      const side = make("div", "side");
      if (this.runs.length > 1) side.append(make("h4", "", run.name));
      if (run.verdict[row] < 0) {
        side.append(make("p", "soft", "This run has no such sample."));
        return side;
      }

      const of = this.problemOf(run, row);
      const [completion, code, output] = await Promise.all(
        [run.completions.get(run.completion[row]), run.codes.get(run.code[row]), run.outputs.get(run.output[row])]);
      side.append(this.facts(run, row, completion, output));
      for (const [name, part] of Object.entries(run.parts)) if (part.verdict[row] >= 0) side.append(await this.part(run, name, part, row));
      if (this.runs.some((other) => other.verdict[row] >= 0 && this.problemOf(other, row).prompt !== of.prompt)) side.append(...this.block("prompt", of.prompt, true));
      side.append(...this.block(completion?.answer ? "answer" : "completion", completion?.text));
      if (code) side.append(...this.block(`code in it (${code.rule})`, code.text));
      if (completion?.raw !== undefined) side.append(...this.block("as the model wrote it", completion.raw, true));
      const text = code ?? (completion?.answer ? undefined : completion); // an answer is no code
      side.append(...this.block("program", text?.program ?? (of.frame && text ? of.frame.head + text.text + of.frame.tail : undefined), true));
      side.append(...this.output(output));
      return side;
    }

    facts(run, row, completion, output) {
      const facts = make("p", "facts");
      const how = output?.signal !== undefined ? `signal ${output.signal}` : output?.exit_code !== undefined ? `exit code ${output.exit_code}` : "";
      const tokens = completion?.tokens === undefined ? "" : `${completion.tokens} tokens, ended by ${completion.finish}`;
      const told = [how, `${run.cpu[row]} ms of processor time`, `${run.wall[row]} ms of wall time`, `${run.memory[row]} MB`, tokens];
      facts.append(this.badge(run.verdict[row]), make("span", "soft", told.filter(Boolean).join(" · ")));
      return facts;
    }

    async part(run, name, part, row) {
      const line = make("p", "facts");
      line.append(this.badge(part.verdict[row]), make("span", "soft", `by the tests of ${name} alone`));
      const output = await run.outputs.get(part.output[row]);
      line.append(
        ...this.block("first failure", output?.tests?.first_failure),
        ...this.block(`standard output of ${name}`, output?.stdout, true),
        ...this.block(`standard error of ${name}`, output?.stderr, true));
      return line;
    }

    output(output) {
      const tests = output?.tests;
      return [
        ...(tests ? [make("p", "soft", `${tests.passed} tests passed, ${tests.failed} failed.`)] : []),
        ...this.block("first failure", tests?.first_failure),
        ...this.block("standard output", output?.stdout),
        ...this.block("standard error", output?.stderr),
      ];
    }

    // A text under its name; long ones that are seldom wanted are closed at first.
    block(name, text, closed = false) {
      if (text === undefined || text === null || text === "") return [];
      const details = make("details");
      details.open = !closed || this.opened?.has(name);
      details.addEventListener("toggle", () => (this.opened ??= new Set())[details.open ? "add" : "delete"](name));
      details.append(make("summary", "", name), make("pre", "", text));
      return [details];
    }
  }

  find("count").textContent = "unpacking ..";
  new Texts("index").get(0).then((index) => {
    new Viewer(index);
    document.documentElement.dataset.ready = "true";
  }).catch((error) => {
    find("count").textContent = "DecompressionStream" in globalThis
      ? `The samples cannot be shown: ${error.message}`
      : "This browser cannot unpack the samples: it has no DecompressionStream, which browsers have since 2023.";
  });
})();
