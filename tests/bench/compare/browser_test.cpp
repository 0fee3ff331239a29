// The page in a real browser without a network, where one is installed (Debian: apt-get install chromium).
#include <fstream>

#include <gtest/gtest.h>

#include "made_results.h"
#include "model/comparison.h"
#include "report/html.h"
#include "scratch.h"

namespace millrace::compare {
namespace {

bool has_browser() {
  return run("command -v chromium").code == 0;
}

/// Opens the page, does what `script` says, and gives back what it then wrote into the page's title.
std::string title_after(const std::string& script) {
  const scratch folder;
  auto page =
      html_report(compare({made("old", {{"b/2", around(1)}, {"a/1", around(1)}, {"c/3", around(1)}}),
                           made("new", {{"b/2", around(1)}, {"a/1", around(1.1)}, {"c/3", around(0.2)}})},
                          {}));
  page.replace(page.find("</body>"), 0,
               "<script>try{" + script + "}catch(e){document.title='error '+e}</script>");
  std::ofstream(folder.in("page.html")) << page;
  const auto told =
      run("timeout 100 chromium --headless=new --no-sandbox --disable-gpu --user-data-dir=" +
          folder.in("profile").string() + " --dump-dom file://" + folder.in("page.html").string());
  const auto begin = told.text.find("<title>");
  const auto end = told.text.find("</title>");
  return begin == std::string::npos || end == std::string::npos
             ? told.text
             : told.text.substr(begin + 7, end - begin - 7);
}

TEST(browser, filters_sorts_and_switches) {
  if (!has_browser()) GTEST_SKIP() << "no chromium here";
  EXPECT_EQ(title_after(R"(
const names = () => [...document.querySelectorAll('.row')].filter(r => !r.hidden).map(r => r.dataset.name).join(' ');
const set = (id, value, event) => { const e = document.querySelector(id); e.value = value; e.dispatchEvent(new Event(event)); };
const seen = [names()];
set('#order', 'effect', 'change'); seen.push(names());
set('#order', 'name', 'change'); seen.push(names());
set('#filter', '^[ac]', 'input'); seen.push(names());
set('#kind', 'faster', 'change'); seen.push(names());
const hidden = c => getComputedStyle(document.querySelector('.row svg .' + c)).display === 'none';
seen.push(hidden('rel'), hidden('abs'));
document.querySelector('#relative').click(); seen.push(hidden('rel'), hidden('abs'));
const dot = document.querySelector('[data-tip*="median"]');
dot.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: 5, clientY: 5 }));
seen.push(document.querySelector('#tip').textContent.includes('median'));
document.title = seen.join(', ');)"),
            "b/2 a/1 c/3, c/3 a/1 b/2, a/1 b/2 c/3, a/1 c/3, c/3, true, false, false, true, true");
}

}  // namespace
}  // namespace millrace::compare
