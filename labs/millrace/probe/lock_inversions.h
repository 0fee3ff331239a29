#pragma once

#include <vector>

#include <millrace/probe/reader.h>

namespace millrace::probe {

/// Locks taken in a ring of orders: the first while the last was held, and so on. Two pairs are the usual
/// case, A before B and B before A. No task need have met another there yet: it can deadlock, under other
/// luck. By the locks' addresses: a lock at the address of one that is gone is taken for it.
using lock_inversion = std::vector<lock_pair_view>;

/// The shortest ring in each group of locks that have no common order.
std::vector<lock_inversion> lock_inversions(const snapshot& seen);

}  // namespace millrace::probe
