// interpreter TASK...: each word is a task.
#include "interpreter.h"

int main(int argc, char** argv) {
  interpreter::run({argv + 1, argv + argc});
}
