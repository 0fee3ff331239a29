#pragma once

#include <string>
#include <vector>

#include "course/course.h"
#include "course/project.h"
#include "exploration/exploration_run.h"
#include "terminal/style.h"

namespace millrace::tutor {

/// What every command works with.
struct session_setup {
  project where;
  course lessons;
  style out;
  int width;
};

/// Each is one command of `millrace` and returns its exit code. They throw cannot_run.
int list_command(const session_setup& with, bool json);
int lesson_command(const session_setup& with, const std::string& name);
int hint_command(const session_setup& with, const std::string& name);
int diff_command(const session_setup& with, const std::string& name);
int reset_command(const session_setup& with, const std::string& name);
int run_command(const session_setup& with, const std::string& name, const std::string& candidate,
                const std::vector<std::string>& more);
int evidence_command(const session_setup& with, const std::string& name);
int doctor_command(const session_setup& with, bool json);

struct view_options {
  std::string lab;                      ///< empty: only what `more` says
  std::vector<std::string> candidates;  ///< empty: broken and fixed
  std::vector<std::string> more;        ///< for the viewer
  bool words = false;                   ///< build, and print how to call the viewer, a word a line

  /// Sorts out what stands behind `view`: a lab first, its candidates, and the rest for the viewer.
  void take(const std::vector<std::string>& given);
};
int view_command(const session_setup& with, const view_options& how);
/// top, watch, record, export and their words: becomes the program that does them.
int live_command(const session_setup& with, const std::vector<std::string>& words);
/// compare and history, of benchmark results, likewise.
int results_command(const session_setup& with, const std::vector<std::string>& words);

struct bench_options {
  std::vector<std::string> labs;        ///< empty: all
  std::vector<std::string> candidates;  ///< empty: broken, fixed, and yours if there is one
  int rounds = 10;                      ///< fewer allow no verdict
  std::string metric = "items_per_second";
  std::string html;     ///< a file for the report; empty: none
  std::string fail_on;  ///< as `millrace compare --fail-on`
  bool keep = false;
};
int bench_command(const session_setup& with, const bench_options& how);

struct check_options {
  std::string candidate = "yours";
  std::vector<std::string> instruments;
  unsigned seed = 1;
  double exploring = 0;  ///< seconds for the explorer; 0: as usual
  bool json = false;
};
int check_command(const session_setup& with, const std::string& name, const check_options& how);

struct matrix_options {
  int runs = 1;
  double exploring = 0;
  bool json = false;
  bool markdown = false;
};
int matrix_command(const session_setup& with, const matrix_options& how);

struct verify_options {
  std::vector<std::string> labs;  ///< empty: all
  int runs = 1;
  double exploring = 0;
  bool only_static = false;
};
int verify_command(const session_setup& with, const verify_options& how);

struct explore_options : exploration_options {
  std::string candidate = "broken";  ///< of a lab
  bool json = false;
  std::string built;  ///< a program that is linked with the runtime already; then all words are its arguments
  std::string result;  ///< of an exploration that has been; empty: explore
  std::string output;  ///< where to write the failing schedule; empty: explored.schedule, here
};
/// `words` are the name of a lab; or sources and flags, and behind another -- the program's arguments.
int explore_command(const session_setup& with, const std::vector<std::string>& words,
                    const explore_options& how);

/// Without a terminal: broken and fixed of the first lesson under all their instruments. 0 when broken was
/// caught and fixed was clean.
int first_verdict(const session_setup& with);

/// The lesson that the learner is at: the first that has not been passed, else the last.
const lesson& current_lesson(const session_setup& with);

}  // namespace millrace::tutor
