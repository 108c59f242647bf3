//! The `mustalah` program.

/// Evidence is millions of short strings: this allocator keeps them in less
/// memory than the system's, and hands them out sooner.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    mustalah::cli::main()
}
