#include "commands/building.h"

#include <fmt/format.h>

#include "verdict/builder.h"

namespace millrace::tutor {

void build_or_refuse(const session_setup& with, const std::vector<std::string>& targets) {
  const auto outcome = build_targets(with.where, targets);
  if (outcome.built) return;
  fmt::print(stderr, "{}", outcome.log);
  throw cannot_run("the build failed; the lines above say why, and millrace doctor what may be missing");
}

}  // namespace millrace::tutor
