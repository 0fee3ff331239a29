#include "report/result.h"

#include <initializer_list>
#include <link.h>

#include "fibres/donor.h"
#include "memory/bytes.h"
#include "memory/program_heap.h"
#include "model/objects.h"
#include "model/task_names.h"
#include "model/tasks.h"
#include "races/foreign_locks.h"
#include "report/json.h"
#include "run/printed.h"
#include "run/run.h"
#include "run/schedule_file.h"
#include "run/shrink.h"
#include "run/story.h"
#include "run/stuck.h"

namespace millrace::explorer {
namespace {

void write_coverage(json_output& to, const coverage& covered) {
  to.number("schedules", covered.schedules);
  to.number("distinct", covered.distinct);
  to.number("steps", covered.steps);
  to.number("longest", covered.longest);
  to.number("cut", covered.cut);
  to.number("discarded", covered.discarded);
  to.number("redundant", covered.redundant);
  to.flag("spun", covered.spun);
  to.flag("sampled", covered.sampled);
  to.number("nanoseconds", covered.nanoseconds);
  to.flag("complete", covered.complete);
  to.flag("exhaustive", covered.exhaustive);
  to.number("preemptions", covered.preemptions);
  to.number("unseen_locks", unseen_locks.site());
}

int write_module(dl_phdr_info* object, std::size_t, void* argument) {
  auto& to = *static_cast<json_output*>(argument);
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const auto& segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_LOAD) continue;
    to.begin_object();
    to.text("file", object->dlpi_name);
    to.number("base", object->dlpi_addr);
    to.number("begin", object->dlpi_addr + segment.p_vaddr);
    to.number("end", object->dlpi_addr + segment.p_vaddr + segment.p_memsz);
    to.end_object();
  }
  return 0;
}

void write_finding(json_output& to, const finding& what) {
  to.text("kind", name_of(what.kind));
  to.text("message", what.message);
  to.number("task", what.task);
  to.number("site", what.site);
  to.number("object", what.object);
  to.number("signature", what.signature);
  if (what.other_site == 0 && what.kind != ending::race) return;
  to.number("other_task", what.other_task);
  to.number("other_site", what.other_site);
  to.flag("writes", what.writes);
  to.flag("other_writes", what.other_writes);
}

/// What of the program's memory is that address in: a block of its heap, a task's stack, or a variable?
void write_memory(json_output& to, std::uintptr_t address) {
  if (address - world_begin < heap_size) {
    const auto block = program_heap::find(address);
    if (block.begin == 0) return;
    to.number("block", block.begin);
    to.number("block_size", block.size);
    to.number("allocated_at", block.allocated_at);
    return;
  }
  for (unsigned slot = 0; slot < slots_used(); ++slot) {
    if (address >= stack_begin_of(slot) && address < stack_end_of(slot))
      to.number("stack_of", tasks[slot].number);
  }
}

void write_event(json_output& to, const story_event& event, std::uint32_t left_out,
                 const char* access_of_race) {
  to.begin_object();
  to.number("task", event.task);
  to.text("operation", name_of(event.kind));
  to.flag("plain", event.plain);
  to.flag("waits", event.waits);
  to.text("outcome", name_of(event.came_out));
  to.number("object", event.object);
  if (event.object != 0) write_memory(to, event.object);
  to.number("time", event.time);
  if (left_out > 0) to.number("left_out", left_out);
  if (access_of_race != nullptr) to.text("access", access_of_race);
  if (event.has_values) {
    to.number("size", event.size);
    to.number("before", event.before);
    to.number("after", event.after);
  }
  to.begin_list("frames");
  for (unsigned i = 0; i < event.frame_count; ++i) to.number(nullptr, event.frames[i]);
  to.end_list();
  to.end_object();
}

void write_task(json_output& to, const task& of) {
  to.begin_object();
  to.number("task", of.number);
  to.text("name", name_of(of));
  to.number("created_at", of.created_at);
  to.flag("finished", of.finished);
  to.flag("ready", turns.is_ready(of.slot));
  to.flag("detached", of.detached);
  to.text("pending", name_of(of.pending.kind));
  to.number("object", of.pending.object);
  const task* by = holder(of);
  if (!of.finished && !turns.is_ready(of.slot) && by != nullptr) to.number("holder", by->number);
  to.end_object();
}

/// Once to learn what memory is shared, once to tell.
void tell(exploration& of, const found_failure& failure) {
  for (const auto part : {story::part::scouting, story::part::telling}) {
    story_of_run.begin(part);
    printed.keep();
    finds_again(of.replayer(), of.limits(), failure.by, failure.what.signature);
    printed.stop_keeping();
    story_of_run.end();
  }
}

/// One of a race's two accesses, which are mostly as wide as each other.
bool is_access(const story_event& event, const finding& race, std::uint32_t task, std::uintptr_t site) {
  const std::size_t width = event.size > 0 ? event.size : 1;
  return event.task == task && event.frame_count > 0 && event.frames[0] == site &&
         event.object < race.object + width && race.object < event.object + width;
}

/// The part of a story that is told. Nobody reads thousands of steps; but how a task begins to starve is
/// told, too.
struct told_part {
  std::size_t begin;
  std::size_t end;
  std::size_t earlier;  ///< of a race: the two accesses; no event's if they are not told
  std::size_t later;
};

/// A race's story ends with it, whatever the program does afterwards.
told_part part_for(const finding& what) {
  constexpr std::size_t most = 4096;
  constexpr std::size_t most_of_race = 512;
  const auto& events = story_of_run.events();
  const std::size_t none = events.size();
  told_part part{0, none, none, none};
  if (what.kind == ending::starvation) return part;
  for (std::size_t i = 0; i < none && what.kind == ending::race && part.later == none; ++i) {
    if (part.earlier != none && is_access(events[i], what, what.task, what.site)) {
      part.later = i;
      part.end = i + 1;
    } else if (is_access(events[i], what, what.other_task, what.other_site)) {
      part.earlier = i;
    }
  }
  const std::size_t room = what.kind == ending::race ? most_of_race : most;
  part.begin = part.end > room ? part.end - room : 0;
  return part;
}

void write_story(json_output& to, const finding& of) {
  const auto& events = story_of_run.events();
  const told_part part = part_for(of);
  std::uint32_t left_out = 0;
  for (std::size_t i = 0; i < part.end; ++i) {
    left_out += events[i].left_out;
    if (i < part.begin && i != part.earlier) {
      left_out += events[i].waits ? 0 : 1;
      continue;
    }
    write_event(to, events[i], left_out, i == part.earlier ? "earlier" : i == part.later ? "later" : nullptr);
    left_out = 0;
  }
}

void write_failure(json_output& to, exploration& of, found_failure& failure, bool with_story) {
  if (with_story)
    tell(of, failure);
  else
    finds_again(of.replayer(), of.limits(), failure.by, failure.what.signature);
  // In the shortest schedule it may be another task that fails, or whose access comes first.
  if (const finding* told = found_in_run(failure.what.signature)) copy_object(failure.what, *told);
  to.begin_object();
  write_finding(to, failure.what);
  to.text("search", failure.search);
  to.number("at_schedule", failure.at_schedule);
  to.number("decisions_found", failure.decisions);
  to.number("decisions", failure.by.decisions.size());
  to.number("sites", failure.by.sites);
  to.flag("again", failure.again);
  write_schedule(to, "schedule", failure.by);
  to.text("printed", with_story ? printed.text() : "");
  to.begin_list("tasks");
  for (unsigned slot = 0; slot < slots_used(); ++slot) write_task(to, tasks[slot]);
  to.end_list();
  to.begin_list("frames");
  if (with_story && failure.what.kind != ending::race) {
    for (const auto frame : story_of_run.end_frames()) to.number(nullptr, frame);
  }
  to.end_list();
  to.begin_list("story");
  if (with_story) write_story(to, failure.what);
  to.end_list();
  to.end_object();
}

}  // namespace

void write_result(exploration& of, int descriptor) {
  json_output to(descriptor);
  to.begin_object();
  write_coverage(to, of.covered());
  to.begin_list("modules");
  dl_iterate_phdr(write_module, &to);
  to.end_list();
  to.begin_list("findings");
  // Of so many failures nobody reads the stories: the others are named.
  constexpr std::size_t most_stories = 8;
  for (std::size_t i = 0; i < of.failure_count(); ++i)
    write_failure(to, of, of.failure(i), i < most_stories || of.failure(i).what.kind != ending::race);
  to.end_list();
  to.end_object();
  to.line_end();
}

}  // namespace millrace::explorer
