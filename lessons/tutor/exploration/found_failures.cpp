#include "exploration/found_failures.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "course/project.h"
#include "exploration/program_symbols.h"

namespace millrace::tutor {
namespace {

using nlohmann::json;

/// Whose stacks, and which blocks of the heap, a story's objects lie in.
struct owners {
  std::map<std::uint32_t, std::string> tasks;
  std::vector<std::uint64_t> blocks;  ///< in the order in which they are first seen

  owners(const told_failure& of, const json& story) {
    for (const auto& each : story) {
      if (each.contains("stack_of")) tasks.try_emplace(each.at("stack_of").get<std::uint32_t>());
      if (!each.contains("block")) continue;
      const auto block = each.at("block").get<std::uint64_t>();
      if (std::ranges::find(blocks, block) == blocks.end()) blocks.push_back(block);
    }
    for (auto& [task, name] : tasks) name = task_name(of, task);
  }
  std::string number_of(std::uint64_t block) const {
    return blocks.size() < 2 ? "" : fmt::format(" {}", std::ranges::find(blocks, block) - blocks.begin() + 1);
  }
};

/// "x", "heap block 2 from line 7 +8", "a local of main".
std::string object_name(const json& of, std::uint64_t address, program_symbols& symbols, const owners& in) {
  if (address == 0) return {};
  if (auto name = symbols.variable(address); !name.empty()) return name;
  if (of.contains("block")) {
    const auto made = symbols.place(of.at("allocated_at").get<std::uint64_t>());
    const auto block = of.at("block").get<std::uint64_t>();
    const auto offset = address - block;
    return fmt::format("heap block{}{}{}", in.number_of(block),
                       made.known() ? fmt::format(" from line {}", made.line) : "",
                       offset == 0 ? "" : fmt::format(" +{}", offset));
  }
  if (of.contains("stack_of")) {
    return "a local of " + in.tasks.at(of.at("stack_of").get<std::uint32_t>());
  }
  return {};
}

std::int64_t signed_value(std::uint64_t value, unsigned size) {
  switch (size) {
    case 1:
      return static_cast<std::int8_t>(value);
    case 2:
      return static_cast<std::int16_t>(value);
    case 4:
      return static_cast<std::int32_t>(value);
    default:
      return static_cast<std::int64_t>(value);
  }
}

told_step read_step(const json& from, program_symbols& symbols, const owners& in) {
  told_step made;
  made.task = from.at("task").get<std::uint32_t>();
  made.operation = from.at("operation").get<std::string>();
  made.plain = from.at("plain").get<bool>();
  made.waits = from.at("waits").get<bool>();
  made.outcome = from.at("outcome").get<std::string>();
  made.time = from.at("time").get<std::uint64_t>();
  made.left_out = from.value("left_out", std::uint64_t{0});
  made.address = from.at("object").get<std::uint64_t>();
  made.object = object_name(from, made.address, symbols, in);
  made.has_values = from.contains("before");
  if (made.has_values) {
    const auto size = from.at("size").get<unsigned>();
    made.before = signed_value(from.at("before").get<std::uint64_t>(), size);
    made.after = signed_value(from.at("after").get<std::uint64_t>(), size);
  }
  const auto frames = from.at("frames").get<std::vector<std::uint64_t>>();
  made.path = symbols.path(frames);
  made.direct = !frames.empty() && symbols.is_own(frames.front());
  if (made.plain && !made.direct) made.library = symbols.library_call(frames);
  return made;
}

told_task read_task(const json& from, program_symbols& symbols) {
  told_task made;
  made.task = from.at("task").get<std::uint32_t>();
  made.name = from.at("name").get<std::string>();
  made.created_at = symbols.place(from.at("created_at").get<std::uint64_t>());
  made.finished = from.at("finished").get<bool>();
  made.ready = from.at("ready").get<bool>();
  made.pending = from.at("pending").get<std::string>();
  made.address = from.at("object").get<std::uint64_t>();
  made.object = symbols.variable(made.address);
  if (from.contains("holder")) made.holder = from.at("holder").get<std::uint32_t>();
  return made;
}

/// Where a task began to wait is of interest where it waits to the end.
void take_waits(told_failure& from) {
  for (const auto& step : from.story) {
    if (!step.waits) continue;
    for (auto& each : from.tasks) {
      if (each.task != step.task) continue;
      each.path = step.path;
      if (each.object.empty()) each.object = step.object;
    }
  }
  for (std::size_t i = 0; i + 1 < from.story.size(); ++i) {
    if (from.story[i].waits) from.story[i + 1].left_out += from.story[i].left_out;
  }
  std::erase_if(from.story, [](const auto& step) { return step.waits; });
}

const json* racing_step(const json& failure, std::string_view access) {
  for (const auto& each : failure.at("story")) {
    if (each.value("access", "") == access) return &each;
  }
  return nullptr;
}

/// Where the two accesses of a race are, also if they are deep in a library.
void take_racing_paths(told_failure& of, const json& from, program_symbols& symbols) {
  const auto take = [&](const json* step, code_place& place, std::string& library,
                        std::vector<code_place>& path, const char* site) {
    if (step == nullptr) {
      place = symbols.any_place(from.at(site).get<std::uint64_t>());
      return;
    }
    const auto frames = step->at("frames").get<std::vector<std::uint64_t>>();
    path = symbols.path(frames);
    if (!symbols.is_own(frames.front())) library = symbols.library_call(frames);
    if (!place.known() && !path.empty()) place = path.front();
  };
  take(racing_step(from, "later"), of.place, of.library, of.path, "site");
  take(racing_step(from, "earlier"), of.other_place, of.other_library, of.other_path, "other_site");
}

/// Not of all of them, nor of what main's end shows.
bool is_of_one_task(const std::string& kind) {
  constexpr std::array others = {"deadlock", "livelock", "lost wake-up", "leak", "starvation", "exit status"};
  return std::ranges::find(others, kind) == others.end();
}

told_failure read_failure(const json& from, program_symbols& symbols) {
  told_failure made;
  made.kind = from.at("kind").get<std::string>();
  made.message = from.at("message").get<std::string>();
  made.task = from.at("task").get<std::uint32_t>();
  made.place = symbols.place(from.at("site").get<std::uint64_t>());
  made.address = from.at("object").get<std::uint64_t>();
  if (from.contains("other_task")) {
    made.other_task = from.at("other_task").get<std::uint32_t>();
    made.other_place = symbols.place(from.at("other_site").get<std::uint64_t>());
    made.writes = from.at("writes").get<bool>();
    made.other_writes = from.at("other_writes").get<bool>();
  }
  made.search = from.at("search").get<std::string>();
  made.at_schedule = from.at("at_schedule").get<std::uint64_t>();
  made.decisions_found = from.at("decisions_found").get<std::uint64_t>();
  made.decisions = from.at("decisions").get<std::uint64_t>();
  made.sites = from.at("sites").get<std::uint64_t>();
  made.again = from.at("again").get<bool>();
  made.schedule = from.at("schedule").get<std::string>();
  made.printed = from.at("printed").get<std::string>();
  for (const auto& each : from.at("tasks")) made.tasks.push_back(read_task(each, symbols));
  // Who has steps to be told of decides how the others are named, so the names come last.
  for (const auto& each : from.at("story")) {
    made.story.emplace_back();
    made.story.back().task = each.at("task").get<std::uint32_t>();
  }
  const owners known(made, from.at("story"));
  std::ranges::transform(from.at("story"), made.story.begin(),
                         [&](const json& each) { return read_step(each, symbols, known); });
  take_waits(made);
  if (made.kind == "race") take_racing_paths(made, from, symbols);
  made.object = symbols.variable(made.address);
  made.named = !made.object.empty();
  for (const auto& step : made.story) {
    if (made.object.empty() && step.address == made.address) made.object = step.object;
  }
  // What ended the run in a library was called from somewhere.
  if (!made.place.known()) {
    const auto path = symbols.path(from.at("frames").get<std::vector<std::uint64_t>>());
    if (!path.empty() && is_of_one_task(made.kind)) made.place = path.front();
  }
  return made;
}

std::string module_of(const json& modules, std::uint64_t address) {
  for (const auto& each : modules) {
    if (address < each.at("begin").get<std::uint64_t>() || address >= each.at("end").get<std::uint64_t>())
      continue;
    const std::filesystem::path file = each.at("file").get<std::string>();
    return file.empty() ? "a library within the program" : file.filename().string();
  }
  return "a library";
}

}  // namespace

std::string task_name(const told_failure& in, std::uint32_t task) {
  std::string name;
  bool several = false;
  for (const auto& each : in.tasks) {
    if (each.task == task) name = each.name;
  }
  for (const auto& each : in.tasks) {
    const bool is_told = std::ranges::find(in.story, each.task, &told_step::task) != in.story.end();
    several = several || (each.task != task && each.name == name && is_told);
  }
  if (name.empty()) return task == 0 ? "main" : fmt::format("task {}", task);
  return several ? fmt::format("{} (task {})", name, task) : name;
}

exploration_result read_result(const std::filesystem::path& result, const std::filesystem::path& program) {
  try {
    const json from = json::parse(std::ifstream(result));
    program_symbols symbols(from.at("modules"), program);
    exploration_result made;
    made.schedules = from.at("schedules").get<std::uint64_t>();
    made.distinct = from.at("distinct").get<std::uint64_t>();
    made.steps = from.at("steps").get<std::uint64_t>();
    made.longest = from.at("longest").get<std::uint64_t>();
    made.cut = from.at("cut").get<std::uint64_t>();
    made.discarded = from.at("discarded").get<std::uint64_t>();
    made.spun = from.at("spun").get<bool>();
    made.sampled = from.at("sampled").get<bool>();
    made.seconds = static_cast<double>(from.at("nanoseconds").get<std::uint64_t>()) / 1e9;
    made.complete = from.at("complete").get<bool>();
    made.exhaustive = from.at("exhaustive").get<bool>();
    made.preemptions = from.at("preemptions").get<std::uint64_t>();
    if (const auto at = from.at("unseen_locks").get<std::uint64_t>(); at != 0)
      made.unseen_locks = module_of(from.at("modules"), at);
    for (const auto& each : from.at("findings")) made.failures.push_back(read_failure(each, symbols));
    return made;
  } catch (const json::exception& error) {
    throw cannot_run(std::string("the explorer's result is damaged, or another version's; build the program "
                                 "anew, and report it if it stays so: ") +
                     error.what());
  }
}

}  // namespace millrace::tutor
