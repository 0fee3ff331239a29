#pragma once

#include <cstdint>
#include <vector>

#include "model/flow_layout.h"
#include "model/track.h"

namespace millrace::viewer {

/// A dot on its way: a request, a job, a value, or a reply.
struct traveller {
  enum class fate : std::uint8_t { travels, accepted, refused, failed };
  point where;
  fate shown_as = fate::travels;
};

/// The dots at one moment, computed from the events just before it: so the same moment always shows the same
/// dots, whichever way the time machine came to it. At most `most`; then each stands for several.
std::vector<traveller> travellers_at(const track& seen, double when, const flow_layout& layout,
                                     std::size_t most = 2000);

}  // namespace millrace::viewer
