// The built command, as its user calls it.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scratch.h"

namespace millrace::compare {
namespace {

const std::string compare_command = COMPARE " ";
const std::string both = SAMPLES "/sample-old.json " SAMPLES "/sample-new.json ";

TEST(command, compares_two_files) {
  const auto told = run("COLUMNS=150 " + compare_command + both);
  EXPECT_EQ(told.code, 0);
  EXPECT_NE(told.text.find("sample-new against sample-old: real_time, less is better"), std::string::npos)
      << told.text;
  EXPECT_NE(told.text.find("set_insert/n:100"), std::string::npos);
  EXPECT_NE(told.text.find("not in this file"), std::string::npos);
  EXPECT_NE(told.text.find("broken, sample-new failed: out of luck"), std::string::npos);
  EXPECT_NE(told.text.find("noisy, sample-old: the load was"), std::string::npos);
}

TEST(command, says_the_same_to_machines) {
  const auto told = nlohmann::json::parse(run(compare_command + both + "--json").text);
  EXPECT_EQ(told["candidates"][1], "sample-new");
  const auto& row = told["rows"].at(5);
  EXPECT_EQ(row["name"], "set_insert/n:100");
  EXPECT_EQ(row["contrasts"][0]["verdict"], "faster");
  EXPECT_EQ(row["cells"][0]["samples"].size(), 12U);
  EXPECT_LT(row["contrasts"][0]["ratio_interval"][0], row["contrasts"][0]["ratio"]);
}

TEST(command, gives_the_same_each_time) {
  EXPECT_EQ(run(compare_command + both + "--json").text, run(compare_command + both + "--json").text);
}

TEST(command, loads_what_other_projects_wrote) {
  const auto gbench =
      run(compare_command + SAMPLES "/gbench-test1-run1.json " SAMPLES "/gbench-test1-run2.json");
  EXPECT_EQ(gbench.code, 0);
  EXPECT_NE(gbench.text.find("too few: 9 more"), std::string::npos) << gbench.text;
  EXPECT_NE(gbench.text.find("--benchmark_repetitions=10"), std::string::npos);
  const auto kalman = run(compare_command + SAMPLES "/kalman-baseline.json " SAMPLES "/kalman-predict.json");
  EXPECT_EQ(kalman.code, 0);
  EXPECT_NE(kalman.text.find("14.16 ns"), std::string::npos) << kalman.text;
  const auto hyperfine = run(compare_command + SAMPLES "/hyperfine.json");
  EXPECT_EQ(hyperfine.code, 0);
  EXPECT_NE(hyperfine.text.find("slower"), std::string::npos) << hyperfine.text;
}

TEST(command, is_a_gate) {
  EXPECT_EQ(run(compare_command + both + "--fail-on 5% --filter set_insert").code, 0);
  const auto back = SAMPLES "/sample-new.json " SAMPLES "/sample-old.json --filter set_insert ";
  EXPECT_EQ(run(compare_command + back + "--fail-on 5%").code, 1);
  EXPECT_EQ(run(compare_command + back + "--fail-on 60%").code, 0);
  EXPECT_EQ(run(compare_command + back + "--metric items_per_second --fail-on 5%").code, 2);
  EXPECT_EQ(
      run(compare_command + SAMPLES "/gbench-test1-run1.json " SAMPLES "/gbench-test1-run2.json --fail-on 5%")
          .code,
      2);
}

TEST(command, refuses_in_one_line) {
  const scratch folder;
  std::ofstream(folder.in("cut.json")) << content(SAMPLES "/sample-old.json").substr(0, 5000);
  for (const auto& words : {"/nonexistent.json " + both, folder.in("cut.json").string() + ' ' + both,
                            std::string(SAMPLES "/sample-old.json"), both + "--metric nothing",
                            both + "--filter '('", both + "--html /nonexistent/x.html", both + "--keep"}) {
    const auto told = run('(' + compare_command + words + " >/dev/null)");
    EXPECT_EQ(told.code, 2) << words;
    EXPECT_TRUE(told.text.starts_with("millrace compare: ")) << told.text;
    EXPECT_EQ(told.text.find('\n'), told.text.size() - 1) << told.text;
  }
  EXPECT_EQ(run(compare_command + "--no-such-flag").code, 2);
  const auto help = run(compare_command + "--help");
  EXPECT_EQ(help.code, 0);
  EXPECT_NE(help.text.find("--fail-on"), std::string::npos) << help.text;
}

TEST(command, writes_pages_and_pictures) {
  const scratch folder;
  EXPECT_EQ(run(compare_command + both + "--html " + folder.in("r.html").string() + " --svg " +
                folder.in("p").string())
                .code,
            0);
  EXPECT_NE(content(folder.in("r.html")).find("</html>"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(folder.in("p/forest.svg")));
}

TEST(command, keeps_a_history) {
  const scratch folder;
  const auto history = "--history " + folder.in("h.sqlite").string() + ' ';
  EXPECT_EQ(run(compare_command + history + "--trend").code, 2);
  EXPECT_EQ(run(compare_command + history + both + "--keep --commit abc").code, 0);
  const auto overview = run(compare_command + history + "--trend");
  EXPECT_EQ(overview.code, 0);
  EXPECT_NE(overview.text.find("set_insert/n:100"), std::string::npos);
  const auto row = run(compare_command + history + "--trend --row set_insert/n:1000 --html " +
                       folder.in("t.html").string());
  EXPECT_NE(row.text.find("abc"), std::string::npos) << row.text;
  EXPECT_NE(content(folder.in("t.html")).find("<svg"), std::string::npos);
}

/// A stand-in for a Google Benchmark program: notes that it was called, and writes a result.
void write_program(const scratch& folder, const std::string& name, const std::string& time) {
  std::ofstream(folder.in(name))
      << "#!/bin/sh\nfor word; do case $word in --benchmark_out=*) out=${word#*=};; esac; done\n"
      << "echo " << name << ' ' << "$1 >> " << folder.in("calls").string() << "\n"
      << "echo '{\"benchmarks\": [{\"name\": \"x\", \"real_time\": '" << time
      << "', \"time_unit\": \"ns\"}, {\"name\": \"y\", \"real_time\": 1}]}' > $out\n";
  std::filesystem::permissions(folder.in(name), std::filesystem::perms::owner_all);
}

TEST(command, runs_programs_in_turns) {
  const scratch folder;
  write_program(folder, "one", "$((100 + $(wc -l < " + folder.in("calls").string() + ")))");
  write_program(folder, "two", "$((300 + $(wc -l < " + folder.in("calls").string() + ")))");
  const auto told = run(compare_command + "--run '" + folder.in("one").string() + " --word' --run 'second=" +
                        folder.in("two").string() + " --word' --save " + folder.in("saved").string());
  EXPECT_EQ(told.code, 0) << told.text;
  EXPECT_NE(told.text.find("second against one"), std::string::npos) << told.text;
  EXPECT_NE(told.text.find("slower"), std::string::npos) << told.text;
  const auto calls = content(folder.in("calls"));
  EXPECT_TRUE(calls.starts_with("one --word\ntwo --word\ntwo --word\none --word\none --word\n")) << calls;
  EXPECT_EQ(std::count(calls.begin(), calls.end(), '\n'), 20);
  EXPECT_TRUE(std::filesystem::exists(folder.in("saved/second/0010.json")));
}

TEST(command, says_which_program_failed) {
  const auto told = run(compare_command + "--run 'true' --run 'exit 3;'");
  EXPECT_EQ(told.code, 2);
  EXPECT_NE(told.text.find("failed (exit code 3)"), std::string::npos) << told.text;
}

TEST(command, is_a_part_of_millrace) {
  const auto told = run(MILLRACE " compare " + both + "--filter set_insert --markdown");
  EXPECT_EQ(told.code, 0) << told.text;
  EXPECT_NE(told.text.find("| `set_insert/n:100` |"), std::string::npos) << told.text;
  EXPECT_EQ(run(MILLRACE " compare --help").code, 0);
  EXPECT_EQ(run(MILLRACE " compare /nonexistent.json x").code, 2);
}

}  // namespace
}  // namespace millrace::compare
