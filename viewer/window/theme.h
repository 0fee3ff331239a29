#pragma once

#include <array>
#include <imgui.h>

namespace millrace::viewer {

enum class brightness { dark, light };

/// What a colour says. Panels name the meaning, never a colour.
enum class meaning {
  background,        ///< behind everything
  surface,           ///< of a panel or a card
  raised,            ///< of what can be pressed, and of a table's header
  outline,           ///< around a card
  grid,              ///< lines of a chart or a table
  text,              ///<
  muted,             ///< text of second rank
  accent,            ///< the current choice, the focus
  running,           ///< a task that runs
  blocked,           ///< a task that waits for something else than a lock
  waiting_for_lock,  ///< a task that waits for a lock
  idle,              ///< a task or a worker with nothing to do
  accepted,          ///< a request that was answered
  refused,           ///< a request that was turned away: 429, 503
  failed,            ///< a request that broke: 500, or no answer
  queue_fill,        ///< what stands in a queue
  bucket_fill,       ///< the tokens of a bucket
  warning,           ///< a finding
  candidate_broken,  ///< the lines and the name of the broken candidate
  candidate_fixed,   ///< of the reference fix
  candidate_yours,   ///< of the working copy
};
inline constexpr int meanings = static_cast<int>(meaning::candidate_yours) + 1;

/// The colour in the theme in use; `opacity` from 0 to 1.
ImU32 color(meaning meant, float opacity = 1);
/// The colour in a given theme.
ImU32 color_in(brightness theme, meaning meant);
/// The same as four numbers from 0 to 1, for ImGui::PushStyleColor and TextColored.
ImVec4 color_vector(meaning meant, float opacity = 1);

/// Makes the theme the one in use and fills in the colours of the current context's style.
void use_theme(brightness theme);

}  // namespace millrace::viewer
