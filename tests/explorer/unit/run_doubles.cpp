#include "run_doubles.h"

#include "fibres/donor.h"
#include "memory/program_heap.h"
#include "memory/system.h"
#include "races/reports.h"
#include "races/shared_reads.h"
#include "races/sites.h"
#include "run/run.h"

namespace millrace::explorer {

seen_reports reports;

bool report_race(const access&, const earlier_access&) {
  ++reports.races;
  return !reports.forgiven;
}
void report_use_after_free(const access&, std::uintptr_t, unsigned) {
  ++reports.uses_after_free;
}
void leave_run(const finding& how) {
  throw run_ended{how.kind};
}
void leave_run(ending how) {
  throw run_ended{how};
}
donor& donor_of(unsigned) {
  static donor one;
  return one;
}

void prepare_doubles(unsigned task_count) {
  static const bool once = [] {
    loaded_objects program;
    program.program_code = {0x1000, 0x9000};
    prepare_shadow(program);
    sites.prepare(program.program_code);
    other_reads.prepare();
    tasks = static_cast<task*>(reserve_pages(most_tasks * sizeof(task)));
    return true;
  }();
  static_cast<void>(once);
  program_heap::reset();
  other_reads.forget();
  logical.run_began = ++logical.now;
  reports = {};
  for (unsigned slot = 0; slot < task_count; ++slot) make_task(slot, nullptr);
  go_on_as(0);
}

void go_on_as(unsigned slot) {
  current = &tasks[slot];
  current_epoch = current->epoch;
}

}  // namespace millrace::explorer
