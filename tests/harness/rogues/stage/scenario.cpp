#include <millrace/harness/scenario.h>

void scenario(millrace::harness::run& run) {
  const auto service = run.start();
  run.expect_equal("it answers", run.client().get("/").status, 200);
}
