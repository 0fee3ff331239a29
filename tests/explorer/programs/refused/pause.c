// refuses: waits for a signal (pause)
#include <unistd.h>

int main(void) { return pause(); }
