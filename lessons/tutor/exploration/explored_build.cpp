#include "exploration/explored_build.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "verdict/builder.h"
#include "verdict/guardian.h"
#include "verdict/process.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

bool is_c(const fs::path& file) {
  return file.extension() == ".c";
}

bool is_source(const std::string& word) {
  constexpr std::string_view endings[] = {".c", ".cc", ".cpp", ".cxx", ".c++", ".C"};
  return !word.starts_with('-') &&
         std::ranges::find(endings, fs::path(word).extension().string()) != std::end(endings);
}

/// A flag whose value is the next word.
bool takes_next_word(const std::string& word) {
  constexpr std::string_view flags[] = {"-I",       "-D",       "-U",      "-L", "-l",
                                        "-include", "-isystem", "-iquote", "-x", "-Xlinker"};
  return std::ranges::find(flags, word) != std::end(flags);
}

bool is_only_for_linker(const std::string& word) {
  return word.starts_with("-l") || word.starts_with("-L") || word.starts_with("-Wl,") ||
         word.ends_with(".a") || word.ends_with(".o") || word.ends_with(".so");
}

/// What would make another kind of program than we need.
bool contradicts(const std::string& word) {
  return word == "-c" || word == "-S" || word == "-E" || word == "-static" ||
         word.starts_with("-fsanitize") || word.starts_with("-flto");
}

std::string from_environment(const char* name, const char* otherwise) {
  const char* const value = std::getenv(name);
  return value == nullptr || *value == 0 ? otherwise : value;
}

std::string compiler_of(const fs::path& source) {
  return is_c(source) ? from_environment("CC", "gcc") : from_environment("CXX", "g++");
}

/// The compiler announces each access to the runtime. Without optimisation, for it knows of no other task:
/// from -O1 on it takes a plain variable's reading out of the loop that waits for it, and an assertion about
/// it away.
std::vector<std::string> instrumenting_flags(const std::string& compiler, bool functions) {
  // Of version 5, g++ 12's, addr2line of binutils 2.40 takes a header's line for the source file's.
  std::vector<std::string> flags = {"-gdwarf-4", "-fno-omit-frame-pointer", "-fsanitize=thread"};
  const std::string announce_functions = fmt::format("tsan-instrument-func-entry-exit={:d}", functions);
  if (compiler.find("clang") == std::string::npos)
    flags.push_back("--param=" + announce_functions);
  else
    flags.insert(flags.end(),
                 {"-mllvm", "-" + announce_functions, "-mllvm", "-tsan-instrument-read-before-write=1"});
  return flags;
}

/// That functions begin and end is announced only where it matters, for it costs time: in programs for
/// verifiers, where those with such names are atomic.
bool has_atomic_functions(const fs::path& source) {
  std::ifstream file(source);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return text.find("__VERIFIER_atomic_") != std::string::npos;
}

bool names_standard(const std::vector<std::string>& flags) {
  return std::ranges::any_of(flags, [](const auto& each) { return each.starts_with("-std="); });
}

void run_or_throw(const std::vector<std::string>& words, const std::string& what) {
  const auto result = run_process(words, fs::current_path());
  if (result.code == could_not_start)
    throw cannot_run("cannot run " + words[0] + "; check that it is installed");
  if (result.code == 0) return;
  const auto error = first_error_in(result.output);
  const std::string place = error.file.empty() ? "" : fmt::format("{}:{}: ", error.file, error.line);
  throw cannot_run(fmt::format("{} does not {}: {}{}", what, words.back() == "-pthread" ? "link" : "compile",
                               place, error.message.empty() ? result.output : error.message));
}

fs::path compile(const explored_words& what, const std::string& source, const fs::path& object) {
  const std::string compiler = compiler_of(source);
  std::vector<std::string> words = {compiler, "-c", source, "-o", object.string()};
  if (!is_c(source) && !names_standard(what.flags)) words.emplace_back("-std=c++20");
  std::ranges::copy_if(what.flags, std::back_inserter(words), [&](const auto& each) {
    const bool other_language =
        is_c(source) && each.starts_with("-std=") && each.find("++") != std::string::npos;
    return !is_only_for_linker(each) && !other_language;
  });
  for (auto& each : instrumenting_flags(compiler, has_atomic_functions(source)))
    words.push_back(std::move(each));
  run_or_throw(words, source);
  return object;
}

fs::path runtime_of(const project& where) {
  const auto library = where.build / "libexplorer.a";
  const auto built = build_targets(where, {"explorer"});
  if (!built.built)
    throw cannot_run("cannot build " + library.string() + "; try cmake --build " + where.build.string() +
                     " --target explorer");
  return library;
}

}  // namespace

explored_words explored_words::from(const std::vector<std::string>& words) {
  explored_words made;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (word == "--") {
      made.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      break;
    }
    if (word == "-o") {
      ++i;
    } else if (takes_next_word(word) && i + 1 < words.size()) {
      made.flags.push_back(word);
      made.flags.push_back(words[++i]);
    } else if (is_source(word)) {
      made.sources.push_back(word);
    } else if (!contradicts(word)) {
      made.flags.push_back(word);
    }
  }
  if (made.sources.empty())
    throw cannot_run("no source file to explore; write millrace explore -- SOURCES AND FLAGS [-- ARGUMENTS]");
  return made;
}

build_folder::build_folder() {
  std::string name = (fs::temp_directory_path() / "millrace-explore-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw cannot_run("cannot make a folder in " + fs::temp_directory_path().string() + "; free some space");
  path_ = name;
}

build_folder::~build_folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path build_explored(const project& where, const explored_words& what, const fs::path& folder) {
  const auto runtime = runtime_of(where);
  const auto program = folder / "explored";
  std::vector<std::string> words = {from_environment("CXX", "g++"), "-o", program.string()};
  for (std::size_t i = 0; i < what.sources.size(); ++i)
    words.push_back(compile(what, what.sources[i], folder / fmt::format("{}.o", i)).string());
  std::ranges::copy_if(what.flags, std::back_inserter(words),
                       [](const auto& each) { return each != "-pthread"; });
  // main may stand in a library (gtest_main), of which the linker takes only what somebody asks for.
  for (const auto& each :
       {std::string("-Wl,--wrap=main"), std::string("-Wl,--undefined=main"), std::string("-Wl,-z,now"),
        std::string("-Wl,--whole-archive"), runtime.string(), std::string("-Wl,--no-whole-archive"),
        std::string("-ldl"), std::string("-pthread")})
    words.push_back(each);
  run_or_throw(words, what.sources.front());
  return program;
}

}  // namespace millrace::tutor
