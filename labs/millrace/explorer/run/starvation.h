#pragma once

#include "model/objects.h"

namespace millrace::explorer {

/// A reader has taken a lock that others read, too, while a writer waits for it. When that goes round for
/// ever although everybody else has their turns, the writer starves: no scheduler, however fair, can let it
/// in, for the lock is never free (Musuvathi, Qadeer: Fair stateless model checking, PLDI 2008, on fairness
/// and the cycles that it leaves). A loop that counts on its own stack is taken to have an end.
void note_passed_over(sync_object& lock);

/// Has a writer been passed over in any run so far? Then it is worth looking for whom that happens for ever.
bool writers_are_passed_over();

}  // namespace millrace::explorer
