#include <millrace/harness/scenario.h>

void scenario(millrace::harness::run& run) {
  run.provide("nobody", [](const millrace::http::request&) { return millrace::http::response::text(""); });
  const auto service = run.start();
  run.expect_equal("it answers", run.client().get("/").status, 200);
}
