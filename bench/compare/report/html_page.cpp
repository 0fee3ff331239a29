#include "report/html_page.h"

#include <fmt/format.h>

#include "drawing/svg.h"

namespace millrace::compare {

std::string_view page_style() {
  return R"(
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.45 system-ui, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 24px 24px 80px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 36px 0 8px; }
.sub, .notes { color: var(--faint); margin: 0 0 12px; } .notes { padding-left: 18px; }
.noisy { color: var(--c3); }
.key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin: 0 6px 0 2px; }
.code { font-family: ui-monospace, monospace; }
.key.c0 { background: var(--c0); } .key.c1 { background: var(--c1); }
.key.c2 { background: var(--c2); } .key.c3 { background: var(--c3); } .key.c4 { background: var(--c4); }
.key.c5 { background: var(--c5); } .key.c6 { background: var(--c6); }
.tools { position: sticky; top: 0; z-index: 2; background: var(--ground); padding: 10px 0; display: flex;
  flex-wrap: wrap; gap: 8px; align-items: center; border-bottom: 1px solid var(--rule); }
.tools input, .tools select, .tools button { font: inherit; color: var(--text); background: var(--ground);
  border: 1px solid var(--faint); border-radius: 6px; padding: 4px 9px; }
.tools input { flex: 1 1 220px; } .tools button { cursor: pointer; }
.tools button[aria-pressed=true] { background: var(--c0); border-color: var(--c0); color: var(--ground); }
.tools :focus-visible, summary:focus-visible { outline: 2px solid var(--c0); outline-offset: 1px; }
.row { border-bottom: 1px solid var(--rule); }
.head, summary { display: grid; grid-template-columns: minmax(180px, 1.5fr) minmax(190px, 1.1fr) 300px minmax(210px, 1.2fr);
  gap: 14px; align-items: center; padding: 5px 0; }
.head { color: var(--faint); align-items: end; border-bottom: 1px solid var(--rule); }
summary { cursor: pointer; list-style: none; } summary::-webkit-details-marker { display: none; }
summary:hover { background: color-mix(in srgb, var(--c0) 8%, transparent); }
.name { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; }
.name::before { content: "\25B8\00A0"; color: var(--faint); } details[open] .name::before { content: "\25BE\00A0"; }
.verdicts span { white-space: nowrap; }
.verdicts div, .values div { font-variant-numeric: tabular-nums; }
.values div { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.faint { color: var(--faint); }
.faster { color: var(--c2); font-weight: 600; } .slower { color: var(--c1); font-weight: 600; }
.higher, .lower { font-weight: 600; }
.pictures { display: flex; flex-wrap: wrap; gap: 12px; padding: 6px 0 16px; }
.pictures figure { margin: 0; } figcaption { color: var(--faint); font-size: 12px; }
svg { max-width: 100%; height: auto; display: block; }
table { border-collapse: collapse; } td, th { padding: 3px 14px 3px 0; text-align: left; font-variant-numeric: tabular-nums; }
#tip { position: fixed; z-index: 9; pointer-events: none; background: var(--text); color: var(--ground); padding: 4px 8px;
  border-radius: 5px; font-size: 12px; max-width: 420px; display: none; }
body.relative .abs { display: none; } body.relative .rel { display: inline; }
@media (max-width: 900px) { .head { display: none; } summary { grid-template-columns: 1fr; gap: 4px; } }
)";
}

std::string_view page_script() {
  return R"(
const rows = [...document.querySelectorAll('.row')], list = document.querySelector('#rows');
const filter = document.querySelector('#filter'), kind = document.querySelector('#kind'), order = document.querySelector('#order');
rows.forEach((row, i) => { row.place = i; });
function choose() {
  let wanted;
  try { wanted = new RegExp(filter.value, 'i'); filter.setCustomValidity(''); }
  catch { filter.setCustomValidity('no regular expression'); return; }
  let shown = 0;
  for (const row of rows) {
    const fits = wanted.test(row.dataset.name) && (!kind.value || row.dataset.kinds.split(' ').includes(kind.value));
    row.hidden = !fits;
    shown += fits;
  }
  document.querySelector('#shown').textContent = `${shown} of ${rows.length} rows`;
}
function arrange() {
  const by = { file: (a, b) => a.place - b.place, effect: (a, b) => b.dataset.effect - a.dataset.effect || a.place - b.place,
               name: (a, b) => a.dataset.name.localeCompare(b.dataset.name, undefined, { numeric: true }) };
  list.append(...rows.sort(by[order.value]));
}
filter?.addEventListener('input', choose); kind?.addEventListener('change', choose); order?.addEventListener('change', arrange);
function toggle(id, act) {
  document.querySelector(id)?.addEventListener('click', event => {
    const on = event.target.getAttribute('aria-pressed') !== 'true';
    event.target.setAttribute('aria-pressed', on);
    act(on);
  });
}
toggle('#relative', on => document.body.classList.toggle('relative', on));
toggle('#open', on => rows.forEach(row => { row.open = on && !row.hidden; }));
const root = document.documentElement, prefers_dark = matchMedia('(prefers-color-scheme: dark)').matches;
document.querySelector('#theme')?.addEventListener('click', () => {
  const dark = root.classList.contains('dark') || (prefers_dark && !root.classList.contains('light'));
  root.classList.toggle('dark', !dark); root.classList.toggle('light', dark);
});
const tip = document.querySelector('#tip');
document.addEventListener('mousemove', event => {
  const words = event.target.closest?.('[data-tip]')?.dataset.tip;
  tip.style.display = words ? 'block' : 'none';
  if (!words) return;
  tip.textContent = words;
  tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + 'px';
  tip.style.top = Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 8) + 'px';
});
if (filter) choose();
)";
}

std::string page(std::string_view title, std::string_view content) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
      "<title>{}</title><style>{}{}</style></head><body><main>{}</main><div id=\"tip\" "
      "role=\"tooltip\"></div>"
      "<script>{}</script></body></html>\n",
      escaped(title), picture_style(), page_style(), content, page_script());
}

}  // namespace millrace::compare
