#pragma once

#include <functional>

#include <millrace/probe/reader.h>
#include <millrace/probe/recording.h>

namespace millrace::probe {

/// Records a process until it ends or `go_on`, which is asked as often as events are read, says no; then
/// finishes the recording. Events are read every two milliseconds: often enough for 250,000 a second from one
/// task, if the system lets us run. States are looked at four times a second, and whenever a task or resource
/// is new, but for no more than a tenth of the time. Throws what recorder::append throws.
void take_recording(reader& from, recorder& to, const std::function<bool()>& go_on);

}  // namespace millrace::probe
