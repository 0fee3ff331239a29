#pragma once

#include <imgui.h>

#include "model/flow_layout.h"
#include "panels/flow_crowds.h"
#include "panels/panel.h"

namespace millrace::viewer {

/// One resource of the flow, as what it is: a bucket with its tokens, a queue with its places and those who
/// wait at its ends, a pool with its workers. A click picks it.
void draw_node(ImDrawList& into, sight& on, std::size_t track, const flow_layout::node& node,
               const flow_crowds::crowd& tasks);

/// The program's tasks that belong to no resource, as a row of marks.
void draw_loose_tasks(ImDrawList& into, const flow_crowds& tasks, const box& where);

}  // namespace millrace::viewer
