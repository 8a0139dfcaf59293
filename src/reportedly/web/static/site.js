// What pages do better with a script: a job's steps as they come, a word before too large a file is sent or a report removed, printing,
// the article beside a finding that is chosen, an address that keeps what is shown.
"use strict";

function watch(section) {
  const source = new EventSource(`${section.dataset.job}/events`);
  source.onmessage = (event) => {
    const job = JSON.parse(event.data);
    if (job.address) {
      source.close();
      location.replace(job.address);
    } else if (!["waiting", "running"].includes(job.state)) {
      source.close();
      location.reload();
    } else {
      show(section, job);
    }
  };
  // The server was stopped, or is gone: the page says what it knows when it is loaded again.
  source.onerror = () => {
    source.close();
    setTimeout(() => location.reload(), 2000);
  };
}

function show(section, job) {
  const words = job.state === "running" ? "Working on it …" : job.ahead ? `Waiting for ${job.ahead} before it …` : "Waiting …";
  const state = section.querySelector("[data-state]");
  if (state.textContent.trim() !== words) state.textContent = words;
  section.querySelector("[data-steps]").replaceChildren(...job.steps.map(line));
}

function line(step) {
  const item = document.createElement("li");
  item.className = step.state.replace(" ", "-");
  const words = item.appendChild(document.createElement("span"));
  words.className = "words";
  words.textContent = step.words;
  const count = item.appendChild(document.createElement("span"));
  count.className = "count";
  if (step.state === "now") {
    const bar = item.appendChild(document.createElement("progress"));
    bar.setAttribute("aria-label", step.words);
    if (step.total > 1) {
      count.textContent = `${step.done} of ${step.total}`;
      bar.max = step.total;
      bar.value = step.done;
    }
  }
  return item;
}

const job = document.querySelector("[data-job][data-over=no]");
if (job) watch(job);

for (const form of document.querySelectorAll("form[data-limit]")) {
  const file = form.querySelector("input[type=file]");
  file?.addEventListener("change", () => {
    const most = Number(form.dataset.limit) * 1e6;
    const large = file.files.length && file.files[0].size > most;
    file.setCustomValidity(large ? `The file is larger than ${form.dataset.limit} MB, the limit.` : "");
    file.reportValidity();
  });
}

for (const form of document.querySelectorAll("form[data-sure]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.sure)) event.preventDefault();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const choice of document.querySelectorAll(".tally input")) {
  choice.addEventListener("change", () => {
    const address = new URL(location);
    if (choice.value === "all") address.searchParams.delete("show");
    else address.searchParams.set("show", choice.value);
    history.replaceState(null, "", address);
  });
}

// Where the article stands beside the findings, it is scrolled to the words of the one that is chosen.
function follow() {
  const chosen = /^#f(\d+)$/.exec(location.hash);
  const words = chosen && document.querySelector(`.story .m${chosen[1]}`);
  if (!words || !matchMedia("(min-width: 60.01rem)").matches) return;
  const { top, bottom } = words.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) words.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", follow);

document.querySelector("[data-bookmarklet]")?.addEventListener("click", (event) => event.preventDefault());
