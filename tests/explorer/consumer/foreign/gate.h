#pragma once

void gate_close(void);
void gate_open(void);
