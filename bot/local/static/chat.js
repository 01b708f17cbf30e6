// The chat page: shows what the server sends, posts what the person does. All text is put in as text, never as markup.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const page = document.body;
  const base = `/chat/${page.dataset.chat}`;
  const [log, scroll, text, file, notice, typing] = ["log", "scroll", "text", "file", "notice", "typing"].map($);
  const shown = new Map(); // message id -> version
  const title = document.title;
  let seen = "", live = false, unread = 0, source = null, lastDay = "", chosen = null, queue = Promise.resolve();

  // ── what arrives ───────────────────────────────────────────────────────────────────────────
  const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; $("down").hidden = true; };

  function listen() {
    source = new EventSource(`${base}/events?seen=${seen}`);
    source.addEventListener("message", (event) => {
      seen = event.lastEventId || seen;
      bubble(JSON.parse(event.data));
    });
    source.addEventListener("clock", (event) => clock(JSON.parse(event.data)));
    source.addEventListener("ready", () => {
      if (!live) toEnd();
      live = true;
      log.setAttribute("aria-live", "polite");
      $("empty").hidden = shown.size > 0;
      if (notice.dataset.kind === "lost") say("");
    });
    source.addEventListener("error", () => say(page.dataset.lost, "lost"));
  }

  function bubble(message) {
    if ((shown.get(message.id) ?? 0) >= message.version) return;
    const fresh = !shown.has(message.id);
    const follow = message.mine || atEnd();
    shown.set(message.id, message.version);
    $("empty").hidden = true;
    const made = draw(message);
    if (fresh) { newDay(message.day); log.append(made); } else { $(`m${message.id}`).replaceWith(made); }
    if (!message.mine) typing.hidden = true;
    if (!live) return;
    if (fresh) made.classList.add("fresh");
    if (follow) toEnd(); else if (fresh) $("down").hidden = false;
    if (fresh && !message.mine && document.hidden) document.title = `(${++unread}) ${title}`;
  }

  function draw(message) {
    const made = $("bubble").content.firstElementChild.cloneNode(true);
    made.id = `m${message.id}`;
    made.classList.toggle("mine", message.mine);
    made.querySelector(".text").textContent = message.text;
    made.querySelector("time").textContent = message.hour;
    if (!message.text && !message.file) { made.querySelector(".text").textContent = page.dataset.erased; made.classList.add("erased"); }
    const link = made.querySelector(".file");
    if (message.file) {
      link.textContent = message.file;
      if (message.mine) link.removeAttribute("download");
      else { link.href = `/file/${message.id}`; link.title = page.dataset.download; }
    } else link.remove();
    if (message.choices.length) made.append(buttons(message));
    return made;
  }

  function buttons(message) {
    const row = document.createElement("div");
    row.className = message.choices.some(([, , pressed]) => pressed) ? "choices used" : "choices";
    for (const [label, token, pressed] of message.choices) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.classList.toggle("pressed", pressed);
      button.addEventListener("click", () => {
        row.classList.add("used");
        button.classList.add("pressed");
        send(() => post("/press", JSON.stringify({ key: key(), message: message.id, token })));
        focus();
      });
      row.append(button);
    }
    return row;
  }

  function newDay(day) {
    if (day === lastDay) return;
    lastDay = day;
    const line = document.createElement("p");
    line.className = "day";
    line.textContent = day;
    log.append(line);
  }

  function clock({ words, date }) {
    if ($("clock").textContent === words) return;
    $("clock").textContent = words;
    $("clock").dateTime = date;
    $("date").min = date;
    if ($("date").value < date) $("date").value = date;
  }

  // ── what the person does ───────────────────────────────────────────────────────────────────
  const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const focus = () => { if (matchMedia("(pointer: fine)").matches) text.focus({ preventScroll: true }); };

  function say(words, kind = "") {
    notice.textContent = words;
    notice.hidden = !words;
    notice.dataset.kind = kind;
  }

  async function post(path, body, headers = {}) {
    let answer;
    for (let tries = 0; ; tries++) { // the key makes a repeated post one event
      try { answer = await fetch(base + path, { method: "POST", body, headers }); break; } catch (error) {
        if (tries === 2) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
      }
    }
    if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).refused ?? "failed");
  }

  function send(act) { // one after the other: what was typed first arrives first
    queue = queue.then(act).then(() => { say(""); waiting(); return true; }, (error) => {
      say(page.dataset[error.message] ?? page.dataset.failed);
      return false;
    });
    return queue;
  }

  let tired;
  function waiting() {
    typing.hidden = false;
    if (atEnd()) toEnd();
    clearTimeout(tired);
    tired = setTimeout(() => { typing.hidden = true; }, 6000);
  }

  function choose(picked) {
    if (picked && picked.size > Number(page.dataset.most)) { say(page.dataset.too_large); picked = null; }
    chosen = picked ?? null;
    file.value = "";
    $("chosen").hidden = !chosen;
    $("chosen").firstElementChild.textContent = chosen?.name ?? "";
    text.focus();
  }

  async function submit() {
    const words = text.value.trim();
    const picked = chosen;
    if (!words && !picked) return;
    text.value = "";
    grow();
    if (picked) choose(null);
    const id = key();
    const sent = await send(() => picked
      ? post("/file", picked, { "X-Name": encodeURIComponent(picked.name), "X-Text": encodeURIComponent(words), "X-Key": id })
      : post("/say", JSON.stringify({ key: id, text: words })));
    if (sent) return;
    if (!text.value) text.value = words;
    if (picked && !chosen) { chosen = picked; $("chosen").hidden = false; $("chosen").firstElementChild.textContent = picked.name; }
  }

  function grow() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 2, 140)}px`;
  }

  let stepping = Promise.resolve();
  const step = (to) => { stepping = stepping.then(() => moved(to)); }; // each press is a step, however fast

  async function moved(to) {
    const button = $("next");
    button.ariaBusy = "true"; // not disabled: the keyboard stays where it is
    try {
      const answer = await fetch("/clock", { method: "POST", body: JSON.stringify({ to }) });
      const said = await answer.json();
      say(answer.ok ? "" : page.dataset[said.refused] ?? page.dataset.failed);
      if (answer.ok) { clock(said); $("goto").open = false; }
    } catch { say(page.dataset.failed); }
    button.ariaBusy = "false";
  }

  $("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); text.focus(); });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // isComposing: Vietnamese input methods
    event.preventDefault();
    submit();
  });
  text.addEventListener("input", grow);
  file.addEventListener("change", () => choose(file.files[0]));
  file.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); file.click(); }
  });
  $("chosen").lastElementChild.addEventListener("click", () => choose(null));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => { event.preventDefault(); choose(event.dataTransfer.files[0]); });
  $("next").addEventListener("click", () => step("next"));
  $("text-only").addEventListener("click", async (event) => {
    const answer = await fetch(`${base}/text-only`, { method: "POST" });
    if (answer.ok) event.target.ariaPressed = String((await answer.json()).on);
    else say(page.dataset.failed);
  });
  $("date-form").addEventListener("submit", (event) => { event.preventDefault(); step($("date").value); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") $("goto").open = false; });
  $("down").addEventListener("click", toEnd);
  let ended = true; // a footer that grows must not hide the last bubble
  new ResizeObserver(() => { if (ended) toEnd(); }).observe(scroll);
  scroll.addEventListener("scroll", () => {
    ended = atEnd();
    if (ended) $("down").hidden = true;
  });

  // A page out of sight gives its connection back after a minute: a browser opens only six to one server.
  let resting;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(resting);
    if (document.hidden) { resting = setTimeout(() => { source.close(); source = null; }, 60000); return; }
    unread = 0;
    document.title = title;
    if (!source) listen();
  });

  listen();
  focus();
})();
