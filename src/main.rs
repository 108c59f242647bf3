//! The `mustalah` program.

fn main() -> std::process::ExitCode {
    mustalah::cli::main()
}
