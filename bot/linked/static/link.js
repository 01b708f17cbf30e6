// The upload page: one file, posted as it is, its name in a header.
"use strict";
(() => {
  const [form, file, notice] = ["send", "file", "notice"].map((id) => document.getElementById(id));
  const button = form.querySelector("button");
  const words = document.body.dataset;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const picked = file.files[0];
    if (!picked || button.ariaBusy === "true") return;
    if (picked.size > Number(words.most)) { notice.textContent = words.too_large; return; }
    button.ariaBusy = "true";
    try {
      const headers = { "X-Name": encodeURIComponent(picked.name) };
      const answer = await fetch(location.href, { method: "POST", body: picked, headers });
      notice.textContent = answer.ok ? words.sent : answer.status === 413 ? words.too_large : answer.status === 404 ? words.refused : words.failed;
      if (answer.ok) form.hidden = true;
    } catch { notice.textContent = words.failed; }
    button.ariaBusy = "false";
  });
})();
