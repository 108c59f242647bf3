//! Commands of the contract that are not built yet, and say so.

use clap::Args;

/// Arguments of a command to come; none of them is looked at.
#[derive(Debug, Args)]
pub struct Planned {
    /// Whatever the command will take
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _arguments: Vec<String>,
}

/// Refuses to run.
///
/// # Errors
/// Always.
pub fn refuse(name: &str) -> anyhow::Result<u8> {
    anyhow::bail!("{name} is not built yet; see `mustalah --help` for what works today")
}
